// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/profile.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

Result<QString> openProfile(const QString& requested)
{
    const QString folder = requested.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                               : QDir(requested).absolutePath();
    const QFileInfo info(folder);
    if (info.exists() && !info.isDir())
        return fail(
            ErrorKind::Storage, u"The profile %1 is a file, not a folder; name a folder with --profile."_s.arg(folder));
    if (!info.exists()) {
        if (!QDir().mkpath(folder))
            return fail(ErrorKind::Storage,
                u"The profile folder %1 cannot be made; make it yourself, or name another with --profile."_s.arg(
                    folder));
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    if (::access(QFile::encodeName(folder).constData(), R_OK | W_OK | X_OK) != 0)
        return fail(ErrorKind::Storage,
            u"The profile folder %1 cannot be read and written; change its permissions, or name another with --profile."_s
                .arg(folder));
    return folder;
}

QString ledgerPath(const QString& profile)
{
    return profile + u"/assay.db"_s;
}

QString sandboxInvoicePath(const QString& profile)
{
    return profile + u"/sandbox-invoice.jsonl"_s;
}

} // namespace assay
