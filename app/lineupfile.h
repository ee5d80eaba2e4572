// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace assay {

/// The saved line-ups of a profile, one JSON file that is replaced whole. The entries are opaque here.
class LineUpFile
{
public:
    explicit LineUpFile(const QString& profile);

    const QList<QJsonObject>& entries() const { return m_entries; }
    /// Takes the place of the entry of the same name. Storage if it cannot be written; nothing is changed then.
    Result<void> save(const QJsonObject& entry);
    Result<void> remove(const QString& name);

private:
    Result<void> write(const QList<QJsonObject>& entries);

    QString m_path;
    QList<QJsonObject> m_entries;
};

} // namespace assay
