// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/csv.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool isPlainNumber(QStringView text)
{
    const auto digits = text.startsWith(u'-') ? text.sliced(1) : text;
    const auto isPart = [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.'; };
    return !digits.isEmpty() && digits.front() != u'.' && std::ranges::all_of(digits, isPart)
        && digits.count(u'.') <= 1;
}

QString cell(const QString& value)
{
    QString text = value;
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()) && !isPlainNumber(text))
        text.prepend(u'\'');
    if (!text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n') && !text.contains(u'\r'))
        return text;
    text.replace(u'"', u"\"\""_s);
    return u'"' + text + u'"';
}

} // namespace

QString csvLine(const QStringList& cells)
{
    QStringList out;
    for (const auto& value : cells)
        out.append(cell(value));
    return out.join(u',');
}

QString csvText(const QStringList& header, const QList<QStringList>& rows)
{
    QString out = csvLine(header) + u"\r\n"_s;
    for (const auto& row : rows)
        out += csvLine(row) + u"\r\n"_s;
    return out;
}

} // namespace assay
