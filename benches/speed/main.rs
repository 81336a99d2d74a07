//! draft
mod made;
fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if args[0] == "facts" {
        return facts(&args[1]);
    }
    if args[0] == "sql" {
        return sql(&args[1], &args[2]);
    }
    let size = if args[0] == "country" { made::COUNTRY } else { made::REGION };
    size.database(args[1].as_ref(), args[2] != "0")?;
    size.staff_file(args[3].as_ref(), args[4].parse()?)
}
fn run(c: &rusqlite::Connection, sql: &str) -> anyhow::Result<(u64, f64)> {
    let mut best = 99.0_f64;
    let mut n = 0;
    for _ in 0..std::env::var("N").map_or(3, |n| n.parse().unwrap_or(3)) {
        let t = std::time::Instant::now();
        let mut s = c.prepare(sql)?;
        for at in 1..=s.parameter_count() {
            let v = match s.parameter_name(at).unwrap_or_default() {
                ":from" => "2024-01-01",
                ":ref" => "2024-12-31",
                ":ref_minus_35_years" => "1989-12-31",
                ":ref_minus_36_years" => "1988-12-31",
                _ => "2021-12-31",
            };
            s.raw_bind_parameter(at, v)?;
        }
        let mut rows = s.raw_query();
        n = 0;
        while let Some(r) = rows.next()? {
            n += u64::from(r.get_ref(0)?.as_i64().is_ok());
            let _ = r.get_ref(1)?;
        }
        best = best.min(t.elapsed().as_secs_f64());
    }
    Ok((n, best))
}
fn open(db: &str) -> anyhow::Result<rusqlite::Connection> {
    let c = rusqlite::Connection::open(db)?;
    c.execute_batch("pragma cache_size=-16000; pragma temp_store=2; pragma trusted_schema=off")?;
    c.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(c)
}
fn sql(db: &str, file: &str) -> anyhow::Result<()> {
    let c = open(db)?;
    for q in std::fs::read_to_string(file)?.split(";\n").filter(|q| !q.trim().is_empty()) {
        let (n, t) = run(&c, q)?;
        eprintln!("{n:>9} {t:.3}  {}", q.trim().replace('\n', " ").chars().take(150).collect::<String>());
        if std::env::var_os("PLAN").is_some() {
            let mut s = c.prepare(&format!("EXPLAIN QUERY PLAN {q}"))?;
            for at in 1..=s.parameter_count() {
                s.raw_bind_parameter(at, 1)?;
            }
            let mut r = s.raw_query();
            while let Some(r) = r.next()? {
                eprintln!("        {}", r.get::<_, String>(3)?);
            }
        }
    }
    Ok(())
}
fn facts(db: &str) -> anyhow::Result<()> {
    let c = open(db)?;
    eprintln!("{}", rusqlite::version());
    let mut total = 0.0;
    for page in nastavnik::indicator::page::pages() {
        let value = if page.units.scale > 0 { "value" } else { "0" };
        let listing = format!("SELECT unit, org, holds, {value} FROM ({})", page.units.sql());
        for (name, q) in
            std::iter::once((&page.units.name, listing)).chain(page.facts.iter().map(|f| (&f.name, f.sql())))
        {
            let (n, t) = run(&c, &q)?;
            total += t;
            eprintln!("{:>8} {:<20} {n:>9} {t:.3}", page.units.name, name);
        }
    }
    eprintln!("{total:.3}");
    Ok(())
}
