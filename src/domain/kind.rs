//! The closed sets.

mod org_kind;

use super::closed_set::{ClosedSet, closed_set, wording};

closed_set! {
    /// The kind of an organisation («Вид»).
    OrgKind {
        /// A school.
        General = "general", "школа", "общеобразовательная организация", "общеобразовательная", "общее образование", "общее", "СОШ", "ООШ", "НОШ", "гимназия", "лицей";
        /// Supplementary education.
        Additional = "additional", "дополнительное образование", "организация дополнительного образования", "дополнительное", "УДО", "ДОД";
        /// A kindergarten.
        Preschool = "preschool", "детский сад", "дошкольная образовательная организация", "дошкольное образование", "дошкольная", "ДОУ", "ДОО";
        /// Vocational training.
        Vocational = "vocational", "СПО", "профессиональная образовательная организация", "среднее профессиональное образование", "колледж", "техникум";
        /// An education authority or a methods service.
        Authority = "authority", "орган управления", "орган управления образованием", "методслужба", "методическая служба";
        /// An enterprise.
        Enterprise = "enterprise", "предприятие";
        /// A university.
        University = "university", "вуз", "организация высшего образования", "университет", "институт";
        /// Anything else.
        Other = "other", "иное", "другое", "прочее", "иная организация";
    }
}

closed_set! {
    /// «Пол».
    Sex {
        /// A woman.
        Female = "female", "женский", "ж", "жен", "жен.", "женщина";
        /// A man.
        Male = "male", "мужской", "м", "муж", "муж.", "мужчина", "m";
    }
}

closed_set! {
    /// «Категория» of a mentor: who the person is besides.
    MentorCategory {
        /// A teacher of the registers.
        Teacher = "teacher", "педагог", "педагогический работник", "учитель";
        /// Somebody from an enterprise (nozhay-yurt 6.3: a register of its own).
        Enterprise = "enterprise", "предприятие", "работодатель", "сотрудник предприятия";
        /// A student of a college or a university.
        Student = "student", "студент", "обучающийся СПО", "обучающийся вуза";
        /// A pupil.
        Pupil = "pupil", "обучающийся", "ученик", "школьник";
    }
}

closed_set! {
    /// The qualification category of a teacher («Квалификационная категория»: order of the Ministry of Education of 24.03.2023
    /// № 196), or that the teacher fits the post held.
    Qualification {
        /// The highest.
        Highest = "highest", "высшая", "высшая категория", "высшая квалификационная категория", "ВКК";
        /// The first.
        First = "first", "первая", "первая категория", "первая квалификационная категория", "1", "1 КК", "I";
        /// «Педагог-наставник».
        Mentor = "mentor", "педагог-наставник";
        /// «Педагог-методист».
        Methodist = "methodist", "педагог-методист";
        /// No category: fit for the post.
        Compliance = "compliance", "соответствие занимаемой должности", "соответствие", "СЗД";
    }
}

closed_set! {
    /// Why somebody is away from work for long («Вид отсутствия»).
    AbsenceKind {
        /// With a small child.
        Parental = "parental", "отпуск по уходу за ребёнком", "по уходу за ребёнком", "уход за ребёнком", "декретный отпуск", "декрет", "отпуск по беременности и родам", "беременность и роды";
        /// Up to a year after ten years of teaching (ст. 335 ТК РФ).
        Long = "long", "длительный отпуск", "длительный отпуск сроком до одного года", "длительный отпуск до года", "отпуск до года";
        /// Called up, or mobilised.
        Army = "army", "военная служба", "служба в армии", "армия", "срочная служба", "мобилизация", "призыв";
        /// Whatever else.
        Other = "other", "иное", "другое", "прочее";
    }
}

closed_set! {
    /// How a professional deficit was found («Способ выявления»).
    DeficitMethod {
        /// At a lesson that somebody visited.
        Lesson = "lesson", "посещённый урок", "посещение урока", "посещение уроков", "посещённое занятие", "посещение занятия", "посещение занятий", "урок", "занятие", "наблюдение";
        /// By questions.
        Questionnaire = "questionnaire", "анкета", "анкетирование", "опрос", "беседа";
        /// By a test of competences.
        Diagnostics = "diagnostics", "диагностика", "диагностика профессиональных дефицитов", "диагностика компетенций", "тестирование", "тест";
        /// The mentee said so.
        Request = "request", "собственный запрос", "запрос", "запрос наставляемого", "самоанализ", "самооценка";
        /// Whatever else.
        Other = "other", "иное", "другое", "прочее";
    }
}

closed_set! {
    /// Why somebody needs a mentor (nozhay-yurt 6.5.2.1).
    NeedReason {
        /// Less than three years of pedagogical work.
        Novice = "novice", "молодой специалист", "молодой педагог", "начинающий педагог", "стаж до трёх лет", "стаж до 3 лет";
        /// New in the organisation or in the post.
        NewPost = "new_post", "новое место или должность", "новая должность", "новое место работы", "вновь прибывший", "вновь принятый", "новый сотрудник", "смена должности";
        /// Back after a long absence.
        Break = "break", "после перерыва", "после перерыва в работе", "перерыв в работе", "после отпуска по уходу за ребёнком", "после декрета";
        /// Something that the person finds hard.
        Deficits = "deficits", "профессиональные дефициты", "дефициты", "профессиональные затруднения", "затруднения";
        /// The person asks for one.
        Wish = "wish", "собственное желание", "по собственному желанию", "по желанию", "желание педагога", "просьба педагога";
    }
}

closed_set! {
    /// What is to be done in a program; all but a plain task are the mentee's individual route («ИОМ»).
    TaskKind {
        /// Whatever is to be done.
        Task = "task", "задача", "задание", "мероприятие", "поручение";
        /// Further training.
        Course = "course", "курсы", "курс", "курсы повышения квалификации", "повышение квалификации", "КПК", "переподготовка", "стажировка";
        /// A seminar.
        Seminar = "seminar", "семинар", "вебинар", "мастер-класс", "конференция";
        /// A topic that the mentee studies alone.
        SelfEducation = "self_education", "тема самообразования", "самообразование", "тема по самообразованию";
        /// On the way to a category.
        Attestation = "attestation", "подготовка к аттестации", "аттестация";
    }
}

impl TaskKind {
    /// Whether it is a part of the mentee's individual route.
    pub fn is_of_route(self) -> bool {
        self != Self::Task
    }
}

closed_set! {
    /// How far something reaches («Уровень»).
    Level {
        /// Within a school.
        School = "school", "школа", "школьный", "уровень школы", "уровень организации", "внутришкольный";
        /// Within a municipality.
        Municipal = "municipal", "муниципалитет", "муниципальный", "район", "районный", "городской";
        /// Within a region.
        Regional = "regional", "регион", "региональный", "областной", "краевой", "республиканский";
        /// All the country.
        Federal = "federal", "федерация", "федеральный", "всероссийский", "межрегиональный";
    }
}

closed_set! {
    /// A stage of a program, in the order of the act (nozhay-yurt 5.1).
    ProgramStage {
        /// Problems and needs are found, pairs made.
        Preparatory = "preparatory", "подготовительный", "подготовительный этап";
        /// Goals, resources, the route.
        Design = "design", "проектировочный", "проектировочный этап", "проектный";
        /// The mentor accompanies the route.
        Implementation = "implementation", "реализационный", "реализационный этап", "этап реализации", "реализация";
        /// The mentee's reflexion, the mentor's report.
        Reflexive = "reflexive", "рефлексивно-аналитический", "рефлексивно-аналитический этап", "рефлексивный", "аналитический";
        /// The mentor steps back.
        Result = "result", "результативный", "результативный этап", "итоговый";
    }
}

closed_set! {
    /// Which way of a measure is better («Направление»).
    MeasureDirection {
        /// More is better.
        Up = "up", "рост", "увеличение", "больше", "вверх";
        /// Less is better.
        Down = "down", "снижение", "уменьшение", "меньше", "вниз";
    }
}

closed_set! {
    /// A document by which an organisation introduces mentoring (nozhay-yurt 2.1, 2.2, 2.6).
    Document {
        /// The order of introduction.
        Order = "order", "приказ о внедрении";
        /// The approved regulation («Положение»).
        Regulation = "regulation", "положение о наставничестве", "положение";
        /// The approved road map.
        RoadMap = "road_map", "дорожная карта";
    }
}

closed_set! {
    /// What is reviewed («Предмет» of a review: nozhay-yurt 6.2; kuzbass 4.2, 5.2).
    ReviewSubject {
        /// The road map of an organisation.
        RoadMap = "road_map", "дорожная карта", "план мероприятий (дорожная карта)", "проект дорожной карты";
        /// Its regulation of mentoring.
        Regulation = "regulation", "положение", "положение о наставничестве", "проект положения";
        /// A program.
        Program = "program", "программа", "персонализированная программа", "программа наставничества", "программная документация";
        /// Method materials.
        Materials = "materials", "методические материалы", "материалы", "методические разработки", "методическая разработка", "методическое пособие";
        /// Means of assessment.
        Assessment = "assessment", "оценочные средства", "оценочное средство", "фонд оценочных средств", "диагностические материалы";
    }
}

closed_set! {
    /// What a review came to («Заключение»).
    Verdict {
        /// It may be used.
        Agreed = "agreed", "согласовано", "согласована", "согласован", "рекомендовано", "рекомендована", "положительное";
        /// It is to be worked over.
        Returned = "returned", "возвращено", "возвращена", "возвращён", "на доработку", "возвращено на доработку", "возвращена на доработку", "отрицательное";
    }
}

closed_set! {
    /// The model of a pair «педагог – педагог» (nozhay-yurt 4.3).
    Model {
        /// «Опытный педагог – молодой специалист».
        Experienced = "experienced", "опытный педагог – молодой специалист";
        /// «Лидер педагогического сообщества – педагог, испытывающий затруднения».
        Leader = "leader", "лидер педагогического сообщества – педагог, испытывающий профессиональные затруднения в сфере коммуникации", "лидер педагогического сообщества – педагог, испытывающий затруднения";
        /// «Педагог-новатор – консервативный педагог».
        Innovator = "innovator", "педагог-новатор – консервативный педагог";
        /// «Опытный предметник – неопытный предметник».
        Subject = "subject", "опытный предметник – неопытный предметник";
    }
}

closed_set! {
    /// The kind of mentoring (nozhay-yurt 4.6; closed).
    PairKind {
        /// One to one.
        Traditional = "traditional", "традиционное", "традиционное (один на один)", "традиционное (один-на-один)", "один на один", "один-на-один", "традиционная", "традиционная форма наставничества (один-на-один)";
        /// One mentor, two mentees or more.
        Group = "group", "в группе", "групповое", "наставничество в группе";
        /// At a distance.
        Virtual = "virtual", "виртуальное", "виртуальное (дистанционное)", "дистанционное", "виртуальное (дистанционное) наставничество";
        /// Towards a set goal.
        ShortTerm = "short_term", "краткосрочное", "краткосрочное (целеполагающее)", "краткосрочное или целеполагающее", "целеполагающее";
        /// The younger mentors the older.
        Reverse = "reverse", "реверсивное", "реверсивное наставничество";
        /// Whenever it is needed.
        Situational = "situational", "ситуационное", "ситуационное наставничество";
        /// A single meeting.
        Speed = "speed", "скоростное", "скоростное наставничество";
    }
}

closed_set! {
    /// Why a pair ended («Вид прекращения»).
    PairEnding {
        /// What it was made for is done.
        Completed = "completed", "выполнена", "программа выполнена", "завершена", "по окончании программы";
        /// The mentor left the organisation.
        MentorLeft = "mentor_left", "наставник выбыл", "выбытие наставника", "увольнение наставника";
        /// The mentee left the organisation.
        MenteeLeft = "mentee_left", "наставляемый выбыл", "выбытие наставляемого", "увольнение наставляемого";
        /// One of them wished it.
        Wish = "wish", "по желанию", "по собственному желанию", "по желанию стороны";
        /// The mentor or the employer gave notice of it (ст. 351.8 ТК РФ).
        Notice = "notice", "по уведомлению", "досрочно по уведомлению", "отказ по уведомлению";
        /// Another mentor took it over.
        Replaced = "replaced", "замена наставника", "смена наставника", "передана другому наставнику";
    }
}

closed_set! {
    /// What a pair may be let in beyond, for a reason.
    PairLimit {
        /// How many mentees the mentor wants at a time.
        Capacity = "capacity", "предельное число наставляемых";
        /// The same two are together already.
        Twice = "twice", "вторая пара тех же людей";
    }
}

closed_set! {
    /// How a mentor and the mentees meet: in one place, or at a distance (nozhay-yurt 4.6, «виртуальное»).
    MeetingForm {
        /// In one place.
        InPerson = "in_person", "очно", "очная", "очная встреча", "лично";
        /// By video, a platform, a network.
        Remote = "remote", "дистанционно", "дистанционная", "дистанционная встреча", "онлайн", "виртуально", "удалённо";
    }
}

closed_set! {
    /// The side of a pair.
    Role {
        /// «Наставник».
        Mentor = "mentor", "наставник";
        /// «Наставляемый».
        Mentee = "mentee", "наставляемый", "наставляемая";
    }
}

closed_set! {
    /// When a survey is held (nozhay-yurt 7.2).
    SurveyStage {
        /// Before the program.
        Entry = "entry", "вход", "на входе", "до входа в программу";
        /// After it.
        Exit = "exit", "выход", "на выходе", "по итогам программы";
    }
}

closed_set! {
    /// How a program ended.
    ProgramOutcome {
        /// As planned or early, but done.
        Completed = "completed", "завершена";
        /// Not done.
        Cancelled = "cancelled", "отменена";
    }
}

closed_set! {
    /// How long the periods of a schedule are.
    Cycle {
        /// A calendar month.
        Month = "month", "месяц";
        /// Three months.
        Quarter = "quarter", "квартал";
        /// January to June, July to December.
        HalfYear = "half-year", "полугодие";
        /// A calendar year.
        Year = "year", "год", "календарный год";
        /// September to August.
        SchoolYear = "school-year", "учебный год";
    }
}

closed_set! {
    /// The kind of file that a schedule makes.
    FileKind {
        /// For programs.
        Csv = "csv", "csv";
        /// For a Russian spreadsheet.
        Excel = "excel", "Excel";
        /// For programs that like objects.
        Json = "json", "json";
        /// For people: a workbook.
        Xlsx = "xlsx", "книга Excel";
        /// For paper.
        Docx = "docx", "документ Word";
        /// For a browser.
        Html = "html", "страница";
    }
}

closed_set! {
    /// What the rows of shares are apart for.
    By {
        /// An organisation.
        Org = "org", "организация";
        /// A kind of organisation.
        Kind = "kind", "вид организаций";
        /// A municipality.
        Municipality = "municipality", "муниципалитет";
    }
}

closed_set! {
    /// What a report judges by where an act leaves it open, and of which acts it speaks.
    ReportSetting {
        /// The acts.
        Acts = "acts", "акты отчётов";
        /// From which score on a participant is satisfied.
        Satisfaction = "satisfaction", "порог удовлетворённости";
        /// At which age youth ends.
        AgeLimit = "age-limit", "предельный возраст";
        /// In how many years somebody is a novice no more.
        NoviceYears = "novice-years", "стаж молодого специалиста";
        /// On which day the age is taken.
        AgeOn = "age-on", "на какой день считается возраст";
    }
}

/// Hands all closed sets, in the order of this page, to a macro: storing, showing and completing walk them.
macro_rules! each_closed_set {
    ($walk:ident) => {
        $walk! {
            OrgKind
            Sex
            MentorCategory
            Qualification
            AbsenceKind
            DeficitMethod
            NeedReason
            TaskKind
            Level
            ProgramStage
            MeasureDirection
            Document
            ReviewSubject
            Verdict
            Model
            PairKind
            PairEnding
            PairLimit
            MeetingForm
            Role
            SurveyStage
            ProgramOutcome
            Cycle
            FileKind
            By
            ReportSetting
        }
    };
}
pub(crate) use each_closed_set;

#[cfg(test)]
mod tests;
