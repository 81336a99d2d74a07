#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::Who;
use crate::report::markup;

fn fields() -> DocumentFields {
    let row = |who: &str| DocumentFields::default().with("имя", Who::new(1, who)).with("вид", "");
    DocumentFields::default()
        .with("организация", "МБОУ «СОШ & сад»")
        .with("куратор", "")
        .with_rows("пары", vec![row("Ким <w:p>"), row("{{ организация }}")])
}

fn filled(text: &str) -> Result<String, Failure> {
    Filling::new(&fields(), &Names::default(), markup::text).filled(text)
}

#[test]
fn places_are_filled_and_nothing_that_fills_them_is_obeyed() {
    for (template, text) in [
        ("{{ организация }}", "МБОУ «СОШ &amp; сад»"),
        ("{% for п in пары %}{{ loop.index }}. {{ п.имя }};{% endfor %}", "1. Ким &lt;w:p&gt;;2. {{ организация }};"),
        ("{% if куратор %}есть{% else %}нет{% endif %}", "нет"),
        ("{% if not куратор and организация %}1{% elif куратор %}2{% endif %}{# что-то * #}", "1"),
        ("нет тегов } { %", "нет тегов } { %"),
    ] {
        assert_eq!(filled(template).unwrap(), text, "{template}");
    }
}

#[test]
fn who_misspells_a_field_is_told_which_there_are() {
    let told = filled("{{ организацыя }}").unwrap_err();
    assert_eq!(told.message, "в образце неизвестное поле «организацыя»: среди полей документа его нет");
    assert_eq!(told.hints, ["есть: организация, куратор, пары"]);
    let told = filled("{% for п in пары %}{{ п.фио }}{% endfor %}").unwrap_err();
    assert_eq!(told.message, "в образце неизвестное поле «фио»: среди полей строки его нет");
    assert_eq!(told.hints, ["есть: имя, вид"]);
    for template in ["{% if приказ %}{% endif %}", "{% for п in пар %}{% endfor %}"] {
        assert!(filled(template).unwrap_err().message.contains("неизвестное поле «п"), "{template}");
    }
}

#[test]
fn a_tag_that_cannot_be_understood_is_shown() {
    for (template, said) in [
        ("{{ }}", "не разобрать: {{ }}"),
        ("{{ куратор. }}", "не разобрать: {{ куратор. }}"),
        ("{% fro п in пары %}", "не разобрать: {% fro п in пары %}"),
        ("{% set х = 1 %}", "не разобрать"),
        ("{% macro м() %}{% endmacro %}", "не разобрать"),
        ("{% for п in пары %}", "не закончено: {% for п in пары %}"),
        ("{% endfor %}", "{% endfor %} стоит без своего начала"),
        ("{% for п in пары %}{% if куратор %}{% endfor %}{% endif %}", "стоит без своего начала"),
        ("{{ организация", "не закончено: «{{ организация»"),
        ("{{ организация * 9 }}", "знак «*», которого не бывает"),
        ("{{ организация | upper }}", "выражение в образце не вычислить"),
        ("{{ range(9) }}", "выражение в образце не вычислить"),
        ("{% for п in пары recursive %}{% endfor %}", "не разобрать"),
    ] {
        let told = filled(template).unwrap_err();
        assert!(told.message.contains(said), "{template}: {told}");
        assert!(is_russian(&told.message, template), "{told}");
    }
}

/// Whether nothing but what the template says itself is in other letters.
fn is_russian(message: &str, template: &str) -> bool {
    let mut words = message.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    words.all(|word| template.contains(word))
}

#[test]
fn a_template_has_an_end() {
    let rows = (0..2000).map(|_| DocumentFields::default().with("имя", "Ким"));
    let fields = DocumentFields::default().with_rows("пары", rows.collect());
    let filling = Filling::new(&fields, &Names::default(), markup::text);
    let whole = filling.filled("{% for п in пары %}{{ loop.index }} {{ п.имя }}{% endfor %}").unwrap();
    assert!(whole.ends_with("2000 Ким"));
    let nested = |depth: usize, inner: &str| {
        let (start, end) = ("{% for п in пары %}".repeat(depth), "{% endfor %}".repeat(depth));
        filling.filled(&format!("{start}{inner}{end}")).unwrap_err().message
    };
    assert!(nested(5, "").contains("повторяет слишком много"));
    // Few steps, each with much to write.
    assert!(nested(2, &"длинно ".repeat(10_000)).contains("повторяет слишком много"));
}

#[test]
fn people_may_go_unnamed() {
    let filling = Filling::new(&fields(), &Names::left_out(), markup::text);
    let text = filling.filled("{% for п in пары %}{{ п.имя }};{% endfor %}").unwrap();
    assert_eq!(text, "Лицо 1;Лицо 1;");
}
