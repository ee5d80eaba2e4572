// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>

namespace assay {

/// One row of an export: values as they are written, by column or member name (nested members with a dot:
/// `cache_creation.ephemeral_5m_input_tokens`). Null and empty values are absent.
class ExportFields
{
public:
    void set(const QByteArray& name, const QByteArray& value)
    {
        if (!value.isEmpty())
            m_values.insert(name, value);
    }
    void addAll(const ExportFields& other) { m_values.insert(other.m_values); }
    bool has(const char* name) const { return m_values.contains(QByteArray(name)); }
    QByteArray text(const char* name) const { return m_values.value(QByteArray(name)); }
    /// Absent: nothing. Not a whole number of at least 0: the error that `isBad()` reports.
    std::optional<qint64> count(const char* name);
    bool isBad() const { return m_isBad; }

private:
    QHash<QByteArray, QByteArray> m_values;
    bool m_isBad = false;
};

struct ExportFile {
    qint64 bytes = 0;
    qint64 rows = 0;
};
/// `place`: line of a CSV file, number of the row of a JSON file.
using TakeExportRow = std::function<void(ExportFields& fields, qint64 place)>;

/// Hands every row of a CSV file (RFC 4180; comma, semicolon or tab) or of a JSON file (pages of a usage API: `data`,
/// each with `results` or a row itself) to `take`. InvalidRequest with one sentence if it is neither.
Result<ExportFile> readExport(const QString& path, const TakeExportRow& take);

} // namespace assay
