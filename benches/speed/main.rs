//! draft
mod made;
fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let size = if args[0] == "country" { made::COUNTRY } else { made::REGION };
    size.database(args[1].as_ref(), args[2] != "0")?;
    size.staff_file(args[3].as_ref(), args[4].parse()?)
}
