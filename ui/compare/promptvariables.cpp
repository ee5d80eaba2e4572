// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/promptvariables.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

const QRegularExpression& variable()
{
    static const QRegularExpression expression(
        uR"(\{\{[ \t]*([\p{L}_][\p{L}\p{N}_.-]{0,63})[ \t]*\}\})"_s, QRegularExpression::UseUnicodePropertiesOption);
    return expression;
}

} // namespace

QStringList promptVariables(const QString& text)
{
    QStringList names;
    auto found = variable().globalMatch(text);
    while (found.hasNext()) {
        const QString name = found.next().captured(1);
        if (!names.contains(name))
            names.append(name);
    }
    return names;
}

QString fillVariables(const QString& text, const QJsonObject& values)
{
    QString out;
    qsizetype done = 0;
    auto found = variable().globalMatch(text);
    while (found.hasNext()) {
        const auto match = found.next();
        const QString name = match.captured(1);
        out += QStringView(text).sliced(done, match.capturedStart() - done);
        // A value that contains braces is not read again.
        out += values.contains(name) ? values.value(name).toString() : match.captured();
        done = match.capturedEnd();
    }
    out += QStringView(text).sliced(done);
    return out;
}

} // namespace assay
