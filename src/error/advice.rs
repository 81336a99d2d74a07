//! What a person may do about a failure, as a value. Whoever finds the failure knows what would help; by which command and
//! with which options it is done, only the layer of commands knows, and says: `command/advice.rs`.

/// Something that a person may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// What needs no command, or what a page of data words by itself.
    Plain(&'static str),

    // The file of the database.
    /// Give a new database another name.
    NameNewDatabase,
    /// Name a file, not a folder.
    NameDatabase,
    /// Look whether the database bears that name.
    CheckDatabaseName,
    /// The same, where the name was surely typed.
    CheckTypedDatabaseName,
    /// Create a database.
    CreateDatabase,
    /// Let the program look what is wrong with a file.
    CheckFile,
    /// The same of the database.
    CheckDatabase,
    /// The same where rows break the rules.
    CheckRows,
    /// Put a copy in the place of a file.
    RestoreFromCopy,
    /// The same where the tables are of another version.
    RestoreOlderTables,
    /// Put the former copy in the place of the database.
    RestoreFormerCopy,
    /// Put a copy in the place of a damaged database.
    RestoreDamaged,
    /// The same where another program has changed the schema.
    RestoreForeignSchema,
    /// The same where another program has changed a row, or tell its title anew.
    RestoreOrRetitle,

    /// Wait longer for others than so many seconds.
    WaitLonger(u64),

    // What there is in a register.
    /// See the organisations.
    ListOrgs,
    /// See the numbers of organisations.
    ListOrgNumbers,
    /// See the staff with their numbers.
    ListStaff,
    /// See the groups.
    ListGroups,
    /// See the pairs.
    ListPairs,
    /// See who is in a pair.
    ShowPair,
    /// Say which of a program's mentees is meant.
    SayMentee,
    /// See whom a program names.
    ShowProgram,
    /// See the programs.
    ListPrograms,
    /// See the answers.
    ListAnswers,
    /// See the releases.
    ListReleases,
    /// Look up the numbers of reviews.
    ListReviews,
    /// See the tutors.
    ListTutors,
    /// The tutor that is there goes first.
    EndTutor,
    /// See the agreements.
    ListAgreements,
    /// See the schedules.
    ListSchedules,
    /// See the facts that an act may name.
    ListFacts,

    // What a register may take.
    /// Enter a kind of group.
    AddGroupKind,
    /// Enter a form of mentoring.
    AddForm,
    /// Remove a schedule to begin it anew.
    RemoveSchedule(i64),
    /// Undo the entry of a person's consent.
    UndoConsent(i64),
    /// Correct an absence.
    EditAbsence(i64),
    /// Correct the date of a need of a mentor, or take it off the list first.
    EditNeed(i64),
    /// Say whose list it is.
    NameOrg,
    /// See who needs a mentor.
    ListNeeds,
    /// Look when the people of a pair worked.
    CheckFirstDay,
    /// Say why a limit is overruled.
    OverruleLimit,
    /// Say that it is the order of one mentee.
    SayOwnOrder,
    /// Say that one mentee has left.
    SayLeft,
    /// Correct a program.
    EditProgram,
    /// Give the reason of an unusual length.
    GiveReason,
    /// Link a program with a pair.
    LinkPair,
    /// Put the file or the person's card right.
    CorrectFileOrCard,
    /// Put the person's card right, or say that the file corrects.
    CorrectCardOrRepeat,
    /// Say whether the file tells of a transfer or corrects.
    SayTransferOrCorrection,
    /// Say whether the file tells of an event or corrects.
    SayEventOrCorrection,
    /// The same of an employment without a personnel number.
    SayTransferOrMistake,
    /// Say that the file corrects.
    SayCorrection,
    /// Say that it is a correction, by leaving the date out.
    CorrectWithoutDate,
    /// Put the tenure or the date in the person's card right.
    CorrectTenureOrDate,

    // How a table is read.
    /// Name another encoding.
    NameEncoding,
    /// Name UTF-16.
    NameUtf16,
    /// Name this encoding: a table is found in it.
    NameThisEncoding(&'static str),
    /// Name the sheet.
    NameSheet,
    /// Take all sheets of a workbook, or leave one.
    TakeAllSheets,
    /// Take the headings of the workbook's template.
    FollowTemplate,
    /// Write down what the file calls its columns.
    MapColumns,
    /// See which columns there may be.
    ListColumns,

    // What is printed.
    /// Begin with the built-in template.
    PrintTemplate,
    /// Write a workbook instead.
    WriteWorkbook,

    // What is asked.
    /// Name another period.
    NamePeriod,
}
