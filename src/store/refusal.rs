//! What SQLite and the disk refuse, in Russian. The database speaks in names of constraints; this page translates.

use std::io::ErrorKind;
use std::path::Path;

use rusqlite::ErrorCode;

use crate::error::Failure;

/// Every named rule of `schema.sql` with its sentence. UNIQUE answers with columns instead of a name.
pub const RULES: &[(&str, &str)] = &[
    ("municipalities_name", "название муниципалитета пусто"),
    ("municipalities.key", "муниципалитет с таким названием уже есть"),
    ("district_single", "район у базы один"),
    ("orgs_inn_digits", "ИНН состоит из 10 или 12 цифр"),
    ("orgs.inn", "организация с таким ИНН уже есть"),
    ("orgs_name", "наименование организации пусто"),
    ("orgs.key, orgs.municipality_id", "организация с таким наименованием в этом муниципалитете уже есть"),
    ("orgs_kind", "такого вида организации нет"),
    ("orgs_opened", "дата открытия организации — не день календаря"),
    ("orgs_closed", "дата закрытия организации — не день календаря"),
    ("orgs_period", "организация закрыта раньше, чем открыта"),
    ("documents_kind", "такого вида документа о внедрении нет"),
    ("documents_number", "номер документа пуст"),
    ("documents_dated", "дата документа — не день календаря"),
    ("documents_named", "у документа нет ни номера, ни даты"),
    ("documents_results", "планируемые результаты указывает только приказ о внедрении (Ножай-Юрт, п. 2.2)"),
    ("documents_key", "такой документ у организации уже есть"),
    ("monitoring_dates_due", "срок мониторинга — не день календаря"),
    ("monitoring_dates.document_id, monitoring_dates.due", "такой срок мониторинга у приказа уже есть"),
    ("curators_name", "имя куратора пусто"),
    ("curators_number", "номер приказа о назначении куратора пуст"),
    ("curators_appointed", "дата назначения куратора — не день календаря"),
    ("curators_ended", "дата освобождения куратора — не день календаря"),
    ("curators_known", "у куратора нет ни имени, ни даты назначения"),
    ("curators_period", "куратор освобождён раньше, чем назначен"),
    ("curators.org_id", "у организации уже есть действующий куратор"),
    ("people_snils_digits", "СНИЛС состоит из 11 цифр"),
    ("people.snils", "человек с таким СНИЛС уже есть"),
    ("people_name", "ФИО пусто"),
    ("people_sex", "пол — женский или мужской"),
    ("people_born", "дата рождения — не день календаря"),
    ("people_teaching_since", "начало педагогической деятельности — не день календаря"),
    (
        "people_teaching_spread",
        "точность начала педагогической деятельности — целое число месяцев больше нуля, и только вместе с самой датой",
    ),
    ("people_life", "педагогическая деятельность начата раньше рождения"),
    ("former_names_name", "прежнее имя пусто"),
    ("former_names_until", "последний день прежней фамилии — не день календаря"),
    ("former_names.person_id, former_names.until", "прежняя фамилия по этот день уже записана"),
    ("posts_title", "название должности пусто"),
    ("posts.key", "такая должность уже есть"),
    ("posts_pedagogical", "признак педагогической должности — да или нет"),
    ("employments_number_text", "табельный номер пуст"),
    ("employments_hired", "дата приёма — не день календаря"),
    ("employments_dismissed", "дата увольнения — не день календаря"),
    ("employments_main", "основное место работы — да или нет"),
    ("employments_pedagogical", "признак педагогического работника — да или нет"),
    ("employments_period", "дата увольнения раньше даты приёма"),
    (
        "employments.org_id, employments.number, employments.person_id, employments.hired",
        "такая запись о работе (человек, организация, табельный номер, дата приёма) уже есть",
    ),
    (
        "employments.person_id, employments.org_id, employments.post_id, employments.hired",
        "такая запись о работе (человек, организация, должность, дата приёма) уже есть",
    ),
    ("group_kinds_title", "название вида группы пусто"),
    ("group_kinds.key", "такой вид группы уже есть"),
    ("group_kinds_community", "признак наставнического сообщества — да или нет"),
    ("groups_code", "код группы пуст"),
    ("groups.code_key", "группа с таким кодом уже есть"),
    ("groups_title", "название группы пусто"),
    ("groups_network", "признак «Сетевая» — да или нет"),
    ("members_joined", "дата вступления — не день календаря"),
    ("members_ended", "дата выхода — не день календаря"),
    ("members_one", "участник группы — либо человек, либо организация"),
    ("members_period", "дата выхода раньше даты вступления"),
    ("members.group_id, members.person_id", "этот человек уже состоит в группе"),
    ("members.group_id, members.org_id", "эта организация уже состоит в группе"),
    ("mentors_category", "такой категории наставника нет"),
    ("mentors_capacity", "предельное число наставляемых — целое число больше нуля"),
    ("mentors_registered", "дата включения в реестр — не день календаря"),
    ("mentors_retired", "дата исключения из реестра — не день календаря"),
    ("mentors_period", "дата исключения из реестра раньше даты включения"),
    ("mentors.person_id", "этот человек уже состоит в реестре наставников"),
    ("forms_title", "название формы наставничества пусто"),
    ("forms_mentor_outside", "признак наставника не из сотрудников — да или нет"),
    ("forms_mentee_outside", "признак наставляемого не из сотрудников — да или нет"),
    ("form_wordings.key", "такая форма наставничества уже есть"),
    ("pairs_number", "номер пары пуст"),
    ("pairs.number_key", "пара с таким номером уже есть"),
    ("pairs_model", "такой модели наставничества нет (Ножай-Юрт, п. 4.3)"),
    ("pairs_kind", "такого вида наставничества нет (Ножай-Юрт, п. 4.6)"),
    ("pairs_order_number", "номер приказа о закреплении пары пуст"),
    ("pairs_order_dated", "дата приказа о закреплении пары — не день календаря"),
    ("pairs_mentor_consent", "дата согласия наставника — не день календаря"),
    ("pairs_started", "дата начала пары — не день календаря"),
    ("pairs_ended", "дата прекращения пары — не день календаря"),
    ("pairs_period", "пара прекращена раньше, чем начата (Ножай-Юрт, п. 2.7)"),
    ("pairs_end_reason", "указана причина прекращения, но нет даты прекращения"),
    ("mentees_consent", "дата согласия наставляемого — не день календаря"),
    ("mentees.pair_id, mentees.person_id", "этот наставляемый уже есть в паре"),
    ("mentees_self", "наставник и наставляемый — один человек (Ножай-Юрт, п. 1.6)"),
    ("programs_number", "номер программы пуст"),
    ("programs.number_key", "программа с таким номером уже есть"),
    ("programs_approved", "дата утверждения программы — не день календаря"),
    ("programs_starts", "начало программы — не день календаря"),
    ("programs_finishes", "окончание программы — не день календаря"),
    ("programs_length_reason", "причина иного срока программы пуста"),
    ("programs_ended", "дата завершения программы — не день календаря"),
    ("programs_outcome", "программа либо завершена, либо отменена"),
    ("programs_period", "окончание программы раньше начала"),
    ("programs_end", "у конца программы должны быть и дата, и исход"),
    ("program_people.program_id, program_people.person_id", "этот наставляемый уже есть в программе"),
    ("program_pairs.program_id, program_pairs.pair_id", "программа уже связана с этой парой"),
    ("answers_role", "роль в опросе — наставник или наставляемый"),
    ("answers_dated", "дата ответа — не день календаря"),
    ("answers_score", "балл — целое число от 0 до 10"),
    ("answers_stage", "этап опроса — вход или выход"),
    ("answers.pair_id, answers.role, answers.person_id, answers.dated", "такой ответ уже есть"),
    ("consents_given", "дата согласия на обработку персональных данных — не день календаря"),
    ("consents_withdrawn", "дата отзыва согласия — не день календаря"),
    ("consents_period", "согласие отозвано раньше, чем дано"),
    ("consents.person_id", "у этого человека уже есть действующее согласие"),
    ("erasures_dated", "дата удаления персональных данных — не день календаря"),
    ("erasures_basis", "основание удаления персональных данных пусто"),
    ("erasures.person_id", "персональные данные этого человека уже удалены"),
    ("settings_name", "название настройки пусто"),
    ("settings_value", "настройка — целое число не меньше нуля"),
    ("settings.name", "такая настройка уже есть"),
    ("schedules_period", "такого периода выгрузки нет"),
    ("schedules_folder", "папка выгрузки пуста"),
    ("schedules_format", "такого вида файла нет"),
    ("schedules_codes", "коды показателей пусты"),
    ("schedules_regulation", "код акта пуст"),
    ("schedules_breakdown", "такого разреза показателей нет"),
    ("schedules_since", "начало выгрузок — не день календаря"),
    ("schedules_removed", "дата снятия расписания — не день календаря"),
    ("schedules_key", "такое расписание уже есть"),
    ("runs_ends", "последний день периода — не день календаря"),
    ("runs_made", "дата выгрузки — не день календаря"),
    ("runs_below", "число невыполненных показателей — не меньше нуля"),
    ("runs.schedule_id, runs.ends", "такая выгрузка уже сделана"),
    ("entries_made", "время записи журнала — не время"),
    ("entries_command", "команда в записи журнала пуста"),
    ("entries_source", "имена файлов в записи журнала пусты"),
    ("entries_reason", "причина в записи журнала пуста"),
    ("entries_added", "число добавленных строк — не меньше нуля"),
    ("entries_changed", "число изменённых строк — не меньше нуля"),
    ("entries_removed", "число удалённых строк — не меньше нуля"),
    ("entries_undoes", "запись журнала отменяет только более раннюю"),
    ("entries_prunes", "день, до которого очищен журнал, — не день календаря"),
    ("entries_kept", "записи журнала не изменяются; старые убирает только очистка журнала"),
    ("changes_relation", "название таблицы в записи журнала пусто"),
    ("changes_range", "строки в записи журнала перечислены неверно"),
    ("replies_question", "вопрос пуст"),
    ("replies.answer_id, replies.question", "ответ на этот вопрос уже есть"),
];

/// What has no name of its own: emptiness, references, types. SQLite's words at the start of its message, the sentence.
const NAMELESS: &[(&str, &str)] = &[
    ("NOT NULL constraint", "обязательное поле записи пусто"),
    ("FOREIGN KEY constraint", "запись ссылается на другую, которой нет, или на неё саму ссылаются другие"),
    ("cannot store", "значение не того типа, какой бывает в этом поле"),
];

/// The sentence for the rule that SQLite's message names.
pub fn sentence(message: &str) -> Option<&'static str> {
    if let Some((_, sentence)) = NAMELESS.iter().find(|(start, _)| message.starts_with(start)) {
        return Some(sentence);
    }
    let rule = message.rsplit_once("failed: ").map_or(message, |(_, rule)| rule);
    let rule = rule.trim_start_matches("index '").trim_end_matches('\'');
    RULES.iter().find(|(name, _)| *name == rule).map(|(_, sentence)| *sentence)
}

/// Any error as one for a person: a [`Failure`] inside wins, then SQLite's and the disk's own, translated.
pub fn of(error: &anyhow::Error) -> Failure {
    if let Some(failure) = error.downcast_ref::<Failure>() {
        return failure.clone();
    }
    if let Some(sqlite) = error.downcast_ref::<rusqlite::Error>() {
        return of_sqlite(sqlite, "файл базы");
    }
    if let Some(io) = error.downcast_ref::<std::io::Error>() {
        return Failure::unavailable(format!("ошибка ввода-вывода: {}", of_kind(io)));
    }
    Failure::unavailable(format!("внутренняя ошибка: {error:#}"))
}

/// What SQLite refuses as a [`Failure`] that names the file; anything else as it is.
pub fn of_file(error: anyhow::Error, path: &Path) -> anyhow::Error {
    match error.downcast_ref::<rusqlite::Error>() {
        Some(sqlite) => of_sqlite(sqlite, &format!("файл базы «{}»", path.display())).into(),
        None => error,
    }
}

/// `file` is what the file is called.
fn of_sqlite(error: &rusqlite::Error, file: &str) -> Failure {
    let (code, message) = match error {
        rusqlite::Error::SqliteFailure(code, message) => (code, message.as_deref().unwrap_or_default()),
        rusqlite::Error::SqlInputError { error, msg, .. } => (error, msg.as_str()),
        // A value of another kind than its column has.
        _ => return strange(None, file),
    };
    match code.code {
        ErrorCode::ConstraintViolation => match sentence(message) {
            Some(sentence) => Failure::refused(sentence),
            None => {
                let rule = message.rsplit_once("failed: ").map_or(message, |(_, rule)| rule);
                Failure::refused(format!("правило базы нарушено: {rule}"))
            }
        },
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            Failure::unavailable("база занята: с ней работает другая программа").hint("повторите через минуту")
        }
        ErrorCode::NotADatabase => Failure::unavailable(format!("{file} зашифрован, или это не база SQLite")),
        ErrorCode::DatabaseCorrupt => Failure::unavailable(format!("{file} повреждён")).hint(CHECK).hint(RESTORE),
        ErrorCode::DiskFull => Failure::unavailable("на диске нет места, ничего не записано"),
        ErrorCode::ReadOnly => {
            Failure::unavailable(format!("{file} или его папка только для чтения, ничего не записано"))
        }
        ErrorCode::PermissionDenied => Failure::unavailable(format!("{file} не открывается: нет прав")),
        ErrorCode::CannotOpen => {
            Failure::unavailable(format!("{file} не открывается")).hint("проверьте права на файл и папку")
        }
        ErrorCode::SystemIoFailure => Failure::unavailable("ошибка диска при работе с базой, ничего не записано"),
        ErrorCode::OutOfMemory => Failure::unavailable("не хватило памяти, ничего не записано"),
        _ => strange(Some(code.extended_code), file),
    }
}

const CHECK: &str = "что с ним, покажет nastavnik org check";
const RESTORE: &str = "вернуть базу из копии: nastavnik org restore КОПИЯ";

/// Tables, columns or values are missing or others than ours: SQLite's English words would help nobody.
fn strange(code: Option<i32>, file: &str) -> Failure {
    let code = code.map(|code| format!(" (код SQLite {code})")).unwrap_or_default();
    Failure::unavailable(format!(
        "{file} не такой, каким его делает эта программа: его изменила другая программа{code}"
    ))
    .hint(CHECK)
    .hint(RESTORE)
}

/// Whether an error tells of a file that another program changed or the disk damaged, and not of rights, room or rows.
pub fn is_of_the_file(error: &anyhow::Error) -> bool {
    let Some(error) = error.downcast_ref::<rusqlite::Error>() else { return false };
    error.sqlite_error_code().is_none_or(|code| {
        use ErrorCode::{DatabaseCorrupt, NotADatabase, SchemaChanged, TypeMismatch, Unknown};
        matches!(code, DatabaseCorrupt | NotADatabase | SchemaChanged | TypeMismatch | Unknown)
    })
}

/// A file operation that failed: `doing` is a verb in the infinitive, «открыть базу».
pub fn of_io(error: &std::io::Error, doing: &str, path: &Path) -> Failure {
    Failure::unavailable(format!("не удалось {doing} «{}»: {}", path.display(), of_kind(error)))
}

fn of_kind(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "нет такого файла или папки".into(),
        ErrorKind::PermissionDenied => "нет прав".into(),
        ErrorKind::AlreadyExists => "файл уже есть".into(),
        ErrorKind::StorageFull => "на диске нет места".into(),
        ErrorKind::QuotaExceeded => "на диске нет места: исчерпана квота".into(),
        ErrorKind::FileTooLarge => "файл больше, чем здесь разрешено".into(),
        ErrorKind::NetworkDown
        | ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::TimedOut => "сетевая папка недоступна".into(),
        ErrorKind::ReadOnlyFilesystem => "диск только для чтения".into(),
        ErrorKind::IsADirectory => "это папка".into(),
        ErrorKind::NotADirectory => "это не папка".into(),
        _ => error.raw_os_error().map_or_else(|| error.to_string(), |code| format!("код ошибки системы {code}")),
    }
}
