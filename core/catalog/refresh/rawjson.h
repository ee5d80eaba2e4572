// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/money.h"
#include "core/support/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace assay {

/// One JSON value kept as its text, so that a decimal is read from its digits and never through a double. Meant for
/// price lists: small documents, read once. A value that is broken or of another type counts as empty.
class RawJson
{
public:
    using Member = std::pair<QString, RawJson>;

    RawJson() = default;
    explicit RawJson(QByteArray text)
        : m_text(std::move(text))
    {
    }

    /// Absent, or `null`.
    bool isNull() const { return m_text.isEmpty() || m_text == "null"; }
    bool isObject() const { return m_text.startsWith('{'); }
    bool isArray() const { return m_text.startsWith('['); }
    bool isNumber() const;
    /// Members in their order. Fails with Protocol if this is not a whole object.
    Result<QList<Member>> members() const;
    /// Elements in their order. Fails with Protocol if this is not a whole array.
    Result<QList<RawJson>> items() const;
    /// A member of an object; null if there is none.
    RawJson operator[](QLatin1StringView key) const;
    /// The text of a string; empty for anything else.
    QString string() const;
    /// A number, or a string that holds one, × 10^scale, rounded half to even. Fails with InvalidRequest.
    Result<qint64> decimal(int scale) const;

private:
    QByteArray m_text;
};

} // namespace assay
