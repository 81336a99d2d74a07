//! How a file within an archive is kept that is a workbook or a document.

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime};

/// All files of an archive are of one moment: the same facts are the same bytes.
pub(super) fn zip_entry_options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o600)
}
