// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/corpus.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace assay::testing {

QString corpusFolder()
{
    const QString configured = qEnvironmentVariable("ASSAY_CORPUS");
    const QDir folder(configured.isEmpty() ? QStringLiteral(ASSAY_SOURCE_DIR "/../shared") : configured);
    return folder.exists(u"recordings"_s) ? folder.canonicalPath() : QString();
}

QByteArray fixture(const QString& name)
{
    QFile file(QStringLiteral(ASSAY_FIXTURES "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no fixture %s", qPrintable(file.fileName()));
    return file.readAll();
}

} // namespace assay::testing
