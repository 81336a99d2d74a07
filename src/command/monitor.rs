//! `monitor`: the shares, why they are what they are, the cards of the indicators, the exports.

mod charts;
mod check;
mod compare;
mod effect;
mod explain;
mod explained;
mod export;
mod facts;
mod figure_row;
mod gap;
mod gap_row;
mod indicators;
pub(super) mod knowledge;
mod passport;
mod rule_args;
mod run;
mod selection;
mod setting;
mod setting_rule;
mod setting_since;
mod survey;
mod survey_add;
mod target;
mod target_file;
mod trend;
mod workbook;

use anyhow::Result;
use clap::Subcommand;

use super::{Context, Outcome};

pub(super) use survey::import_of_answers;

/// The commands under `monitor`.
#[derive(Debug, Subcommand)]
pub enum MonitorCommand {
    /// The shares.
    #[command(
        about = "Показатели (доли) за период",
        after_help = "Примеры:\n  nastavnik monitor indicators --period 2022-2023\n  nastavnik monitor indicators S2 S8 --as-of 08.09.2022 --by org\n  nastavnik monitor indicators N3 --format excel --output figures.csv"
    )]
    Indicators(indicators::MonitorIndicators),
    /// Who is counted and who isn't.
    #[command(
        about = "Обоснование показателя: кто учтён, кто нет и почему",
        after_help = "Примеры:\n  nastavnik monitor explain S8 --as-of 08.09.2022\n  nastavnik monitor explain S2 --org \"СОШ № 8\"\n  nastavnik monitor explain N4 --outside\n  nastavnik monitor explain N1 --versus N1-novice\n  nastavnik monitor explain --person Ромашкина\n  nastavnik monitor explain ALL --format csv --output all.csv"
    )]
    Explain(explain::MonitorExplain),
    /// The cards of the indicators.
    #[command(
        about = "Карточка (паспорт) показателя; без кода — список показателей",
        after_help = "Примеры:\n  nastavnik monitor passport\n  nastavnik monitor passport N3"
    )]
    Passport(passport::MonitorPassport),
    /// The facts for acts.
    #[command(
        about = "Факты, из которых составляют показатели: для своего акта",
        after_help = "Примеры:\n  nastavnik monitor facts\n  nastavnik monitor facts org\n  nastavnik monitor facts --format excel --output facts.csv"
    )]
    Facts(facts::MonitorFacts),
    /// What needs a person.
    #[command(
        about = "Что в записях требует внимания: что исправить, какой командой и как это сдвинет показатели",
        after_help = "Примеры:\n  nastavnik monitor check\n  nastavnik monitor check --only order_missing,program_missing --org \"СОШ № 8\"\n  nastavnik monitor check --fail-on error --format excel --output замечания.csv\n\n\
                      Первыми стоят замечания, исправление которых сильнее всего сдвинет показатель этого года: коды и процентные\n\
                      пункты (п. п.) — в последних столбцах. Сам файл базы проверяет nastavnik org check.\n\n\
                      Коды завершения:\n  0 — замечаний нет или все они менее важны, чем --fail-on\n  3 — есть, чем заняться"
    )]
    Check(check::MonitorCheck),
    /// What programs came to.
    #[command(
        about = "Влияние программ: замеры на выходе против замеров на входе",
        after_help = "Примеры:\n  nastavnik monitor effect\n  nastavnik monitor effect --by-org --as-of 31.05.2025\n  nastavnik monitor effect --totals --output влияние.xlsx"
    )]
    Effect(effect::MonitorEffect),
    /// What is missing.
    #[command(
        about = "Сколько не хватает до плана: кто ближе всех и какая команда его учтёт",
        after_help = "Примеры:\n  nastavnik monitor gap\n  nastavnik monitor gap N1 --org \"СОШ № 8\"\n  nastavnik monitor gap N2 --all --output до-плана.xlsx\n\n\
                      Показаны доли ниже плана; доля с разрезами — по разрезам. Первыми стоят те, кому не хватает меньше всего фактов: если\n\
                      учесть стольких, сколько показано, план выполнен. Об удовлетворённости показаны и те, кто ещё не ответил.\n\
                      В командах слова заглавными — то, что вписываете вы."
    )]
    Gap(gap::MonitorGap),
    /// How a share went.
    #[command(
        about = "Доля по датам: как она менялась",
        after_help = "Примеры:\n  nastavnik monitor trend N1\n  nastavnik monitor trend N1 N2 --every quarter --from 01.09.2023\n  nastavnik monitor trend S2 --every year --from 01.01.2021 --output S2.html"
    )]
    Trend(trend::MonitorTrend),
    /// Two periods.
    #[command(
        about = "Два периода рядом: кто пришёл и кто ушёл",
        after_help = "Примеры:\n  nastavnik monitor compare 2023 2024\n  nastavnik monitor compare 2023-2024 2024-2025 N1 N2\n  nastavnik monitor compare 2023 2024 --totals"
    )]
    Compare(compare::MonitorCompare),
    /// Settings of reports.
    #[command(
        subcommand,
        about = "Настройки отчётов этой базы",
        after_help = "Примеры:\n  nastavnik monitor setting acts\n  nastavnik monitor setting acts spassky\n  nastavnik monitor setting since 01.09.2024"
    )]
    Setting(setting::SettingCommand),
    /// What is planned.
    #[command(
        subcommand,
        about = "Свои плановые значения показателей: по годам, видам организаций, организациям",
        after_help = "Примеры:\n  nastavnik monitor target set N1 75 --year 2025\n  nastavnik monitor target list\n  nastavnik monitor target import targets.csv"
    )]
    Target(target::TargetCommand),
    /// Files for the regional centre.
    #[command(
        about = "Выгрузить показатели в файлы: по одному на акт и один со всеми",
        after_help = "Примеры:\n  nastavnik monitor export --out export --period 2022\n  nastavnik monitor export --out export --as-of 08.09.2022 --format excel\n\n\
                      Файлы называются по отчётной дате, периоду и акту: 2022-12-31_2022_spassky.csv, all — все акты; на одну дату\n\
                      (--as-of) — 2022-09-08_spassky.csv. Прежний файл того же имени заменяется целиком."
    )]
    Export(export::MonitorExport),
    /// The exports that are due.
    #[command(
        about = "Выгрузить то, чему пришёл срок: для планировщика заданий",
        after_help = "Примеры:\n  nastavnik monitor run --add half-year --export export --format excel\n  nastavnik monitor run --add year N1 N2 --export export --since 01.01.2022\n  nastavnik monitor run --list\n  nastavnik --quiet monitor run\n  nastavnik monitor run --remove 2\n\nЧужой файл не заменяется: если под нужным именем уже лежит файл, которого\nэта база не делала, выгрузки не будет. Файл отменённой выгрузки (org undo) заменяется.\n\nКоды завершения:\n  0 — сделано всё, чему пришёл срок, или срок не пришёл ничему\n  1 — сделано не всё: мешает чужой файл или такого показателя больше нет\n  3 — сделано, но показатели ниже плана или часы переведены назад\n  4 — сделано не всё: нет папки, места на диске или база занята; остальное\n      сделает следующий запуск"
    )]
    Run(run::MonitorRun),
    /// The survey.
    #[command(
        subcommand,
        about = "Опрос участников пар об удовлетворённости",
        after_help = "Примеры:\n  nastavnik monitor survey import answers.csv\n  nastavnik monitor survey show --pair 12"
    )]
    Survey(survey::SurveyCommand),
}

impl MonitorCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Indicators(args) => args.run(context),
            Self::Explain(args) => context.read(|store| args.run(store, context)),
            Self::Passport(args) => args.run(context),
            Self::Check(args) => args.run(context),
            Self::Effect(args) => context.read(|store| args.run(store, context)),
            Self::Facts(args) => args.run(),
            Self::Compare(args) => context.read(|store| args.run(store, context)),
            Self::Export(args) => context.read(|store| args.run(store, context)),
            Self::Run(args) => args.run(context),
            Self::Setting(command) => command.run(context),
            Self::Gap(args) => context.read(|store| args.run(store, context)),
            Self::Trend(args) => context.read(|store| args.run(store, context)),
            Self::Target(command) => command.run(context),
            Self::Survey(command) => command.run(context),
        }
    }
}
