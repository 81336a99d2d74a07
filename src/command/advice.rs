//! Every advice in words: by which command and with which options it is done. Below this layer no command has a name.

use crate::error::{Advice, Failure};
use crate::store::refusal;

/// Any error as one for a person, in words.
pub fn failure(error: &anyhow::Error) -> Failure {
    told(refusal::of(error))
}

/// A failure whose advice is in words: the sentence is whole, and all that can be done stands among the hints.
pub fn told(failure: Failure) -> Failure {
    let Failure { kind, mut message, ending, mut hints, advice, nameless, absent } = failure;
    message.extend(ending.as_ref().map(words));
    hints.extend(advice.iter().map(words));
    let nameless = nameless.map(|instead| Box::new(told(*instead)));
    Failure { kind, message, ending: None, hints, advice: Vec::new(), nameless, absent }
}

/// An advice in words: a line below the message, or the end of its sentence from the sign on that parts the two.
pub fn words(advice: &Advice) -> String {
    let words = match advice {
        Advice::Plain(words) => words,
        Advice::PrintTemplate => "встроенный образец: та же команда с --print-template образец.docx",
        Advice::WriteWorkbook => "список любой длины — книга Excel: --output список.xlsx",
        Advice::NameNewDatabase => "для новой базы укажите другое имя: --db ФАЙЛ",
        Advice::NameDatabase => "укажите файл: --db ФАЙЛ",
        Advice::CheckDatabaseName => "проверьте имя в --db или в переменной NASTAVNIK_DB",
        Advice::CheckTypedDatabaseName => "проверьте имя в --db",
        Advice::CreateDatabase => "создать новую базу: nastavnik org init --name \"Название района\"",
        Advice::CheckFile => "что с ним, покажет nastavnik org check",
        Advice::CheckDatabase => "что с ней, покажет nastavnik org check",
        Advice::CheckRows => "записи нарушают правила базы; что с ней, покажет nastavnik org check",
        Advice::RestoreFromCopy => "вернуть базу из копии: nastavnik org restore КОПИЯ",
        Advice::RestoreOlderTables => {
            "таблицы в нём не этой версии; вернуть базу из копии: nastavnik org restore КОПИЯ"
        }
        Advice::RestoreFormerCopy => "вернуть прежнюю копию: nastavnik org restore ФАЙЛ",
        Advice::RestoreDamaged => "восстановите базу из копии: nastavnik org restore ФАЙЛ",
        Advice::RestoreForeignSchema => {
            "схему изменила другая программа: восстановите базу из копии: nastavnik org restore ФАЙЛ"
        }
        Advice::RestoreOrRetitle => {
            "запись изменила другая программа: восстановите базу из копии (nastavnik org restore) или исправьте название \
             сначала на иное, потом обратно"
        }
        Advice::WaitLonger(seconds) => return format!("или ждите дольше, чем {seconds} с: --wait СЕКУНДЫ"),
        Advice::ListOrgs => "список организаций: nastavnik org list",
        Advice::ListOrgNumbers => "список с номерами: nastavnik org list",
        Advice::ListStaff => "список сотрудников с номерами: nastavnik org staff list",
        Advice::ListGroups => "список групп: nastavnik org group list",
        Advice::ListPairs => "список пар: nastavnik pair list",
        Advice::SayMentee => "укажите номер из этого списка: --mentee НОМЕР",
        Advice::ShowProgram => "кого называет программа: nastavnik program show НОМЕР",
        Advice::ShowPair => "кто в паре: nastavnik pair show НОМЕР",
        Advice::ListTutors => "тьюторы с номерами записей: nastavnik pair tutor list --all",
        Advice::EndTutor => "выход прежнего тьютора записывает nastavnik pair leave ПАРА ТЬЮТОР --date ДАТА",
        Advice::ListReleases => "освобождения с номерами: nastavnik pair release list",
        Advice::ListReviews => "рецензии с номерами: nastavnik org review list",
        Advice::ListAgreements => "соглашения с номерами: nastavnik pair agreement list",
        Advice::ListAnswers => "ответы с номерами: nastavnik monitor survey show",
        Advice::ListPrograms => "список программ: nastavnik program list",
        Advice::ListSchedules => "какие есть: nastavnik monitor run --list",
        Advice::ListFacts => {
            "поля показателя: code, clause, title, unit, kinds, population, condition; какие есть факты: nastavnik monitor facts"
        }
        Advice::AddGroupKind => "новый вид: nastavnik org group kind \"Название\"",
        Advice::AddForm => "новая форма: nastavnik pair form \"название\"",
        Advice::NameThisEncoding(name) => {
            return format!("похоже, это кодировка {name}: повторите с параметром --encoding {name}");
        }
        Advice::RemoveSchedule(id) => {
            return format!("чтобы начать его с другого дня, уберите прежнее: nastavnik monitor run --remove {id}");
        }
        Advice::UndoConsent(person) => {
            return format!(
                "если записанная дата неверна, отмените её запись и запишите верную: nastavnik org undo НОМЕР; \
                 номера записей: nastavnik org history --of person:{person}"
            );
        }
        Advice::EditAbsence(id) => {
            return format!("исправьте его: nastavnik org staff absence edit {id} — или эти даты");
        }
        Advice::EditNeed(id) => {
            return format!(
                "неверную дату исправляет nastavnik org needs edit {id}; если нужда возникла снова, сначала снимите прежнюю: \
                 nastavnik org needs close"
            );
        }
        Advice::NameOrg => "назовите организацию, чей это перечень: --org ОРГАНИЗАЦИЯ",
        Advice::ListNeeds => "перечень с номерами: nastavnik org needs list",
        Advice::CheckFirstDay => {
            "проверьте дату начала или включения и даты приёма и увольнения: nastavnik org staff show ЧЕЛОВЕК"
        }
        Advice::OverruleLimit => {
            "если так и должно быть, укажите причину: --despite ПРИЧИНА; предел наставника: nastavnik mentor edit ЧЕЛОВЕК --capacity ЧИСЛО"
        }
        Advice::SayOwnOrder => {
            ": приказ о включении нового наставляемого пишут в столбцы «Номер приказа о включении» и «Дата приказа о включении», \
             а приказ всей пары исправляет nastavnik pair edit"
        }
        Advice::SayLeft => {
            ": если вышел один, укажите «Дата выхода», если прекращена вся пара — все её строки или nastavnik pair close"
        }
        Advice::EditProgram => "исправить: nastavnik program edit НОМЕР",
        Advice::GiveReason => {
            "если иной срок обоснован, укажите причину: --reason (в program edit и program extend: --length-reason)"
        }
        Advice::LinkPair => "свяжите её с парой: nastavnik program draft --number НОМЕР --pair НОМЕР_ПАРЫ",
        Advice::CorrectFileOrCard => ": исправьте файл или карточку (org staff edit)",
        Advice::CorrectCardOrRepeat => {
            "; если прежняя запись ошибочна, исправьте её (org staff edit) или повторите с параметром --correct"
        }
        Advice::SayTransferOrCorrection => {
            ": если человек переведён, повторите с параметром --effective ДАТА, если прежняя запись ошибочна — \
             с параметром --correct"
        }
        Advice::SayEventOrCorrection => {
            ": если так стало с какого-то дня, повторите с параметром --effective ДАТА, если прежняя запись ошибочна — \
             с параметром --correct"
        }
        Advice::SayTransferOrMistake => {
            "если это перевод, повторите с параметром --effective ДАТА, если ошибка прежней записи — с параметром --correct"
        }
        Advice::SayCorrection => ": это исправление (параметр --correct)",
        Advice::CorrectWithoutDate => {
            "если прежняя запись ошибочна, это исправление, а не событие: уберите --effective"
        }
        Advice::CorrectTenureOrDate => ": исправьте стаж или дату в карточке (org staff edit)",
        Advice::NameEncoding => "укажите другую кодировку (--encoding windows-1251) или сохраните файл как «CSV UTF-8»",
        Advice::NameUtf16 => "если это UTF-16 без метки в начале, добавьте --encoding utf-16le",
        Advice::NameSheet => "укажите нужный: --sheet ЛИСТ",
        Advice::TakeAllSheets => "если это части одной таблицы, добавьте --sheet '*', если нет — оставьте в книге один",
        Advice::FollowTemplate => "заголовки — как в образце: nastavnik org workbook import --template образец.xlsx",
        Advice::MapColumns => "столбец называется иначе — составьте соответствие: --map-template, затем --map",
        Advice::ListColumns => "столбцы, которые знает программа: параметр --columns",
        Advice::NamePeriod => "укажите другой период: --period ГОД или --as-of ДАТА",
    };
    words.to_owned()
}
