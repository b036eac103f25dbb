"""The data folder: who may read it, which server has it, and copies of its database that can be trusted.

Whatever goes wrong with a file or with SQLite leaves here as one plain sentence.
"""

from followup.storage.checkup import doctor, lacking, mend, remarks
from followup.storage.copies import (
    automatic_backup,
    backup,
    backup_before,
    days_to_keep,
    newest_backup,
    quick_check,
    restore,
)
from followup.storage.exports import save
from followup.storage.folder import (
    BACKUPS_NAME,
    ServerLock,
    database_path,
    make_private,
    network_warning,
    prepare,
)
from followup.storage.listing import (
    UPLOAD_LIMIT,
    Backup,
    Contents,
    Kind,
    back_up_now,
    backup_named,
    backup_path,
    backups,
    delete_backup,
    keep_upload,
    look_into,
)
from followup.storage.trouble import plainly
from followup.storage.upkeep import backup_worry, keep_backups, restore_backup

__all__ = [
    "BACKUPS_NAME",
    "UPLOAD_LIMIT",
    "Backup",
    "Contents",
    "Kind",
    "ServerLock",
    "automatic_backup",
    "back_up_now",
    "backup",
    "backup_before",
    "backup_named",
    "backup_path",
    "backup_worry",
    "backups",
    "database_path",
    "days_to_keep",
    "delete_backup",
    "doctor",
    "keep_backups",
    "keep_upload",
    "lacking",
    "look_into",
    "make_private",
    "mend",
    "network_warning",
    "newest_backup",
    "plainly",
    "prepare",
    "quick_check",
    "remarks",
    "restore",
    "restore_backup",
    "save",
]
