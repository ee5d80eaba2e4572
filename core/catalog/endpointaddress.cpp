// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/endpointjson.h"

#include <QRegularExpression>

namespace assay {

using namespace Qt::StringLiterals;

namespace {

const QRegularExpression& placeholder()
{
    static const QRegularExpression expression(u"\\{([A-Z0-9_|]+)(?::([A-Za-z0-9._-]*))?\\}"_s);
    return expression;
}

/// The first name that has a value.
std::optional<std::pair<QString, QString>> firstSet(const QString& names, const AddressVariables& variables)
{
    for (const QString& name : names.split(u'|', Qt::SkipEmptyParts)) {
        if (const QString value = variables.value(name).trimmed(); !value.isEmpty())
            return std::pair(name, value);
    }
    return std::nullopt;
}

} // namespace

Result<QUrl> filledAddress(const QString& pattern, const AddressVariables& variables)
{
    static const QRegularExpression allowed(u"\\A[A-Za-z0-9][A-Za-z0-9._-]*\\z"_s);
    QString text;
    qsizetype end = 0;
    for (auto it = placeholder().globalMatch(pattern); it.hasNext();) {
        const auto match = it.next();
        text += QStringView(pattern).sliced(end, match.capturedStart() - end);
        end = match.capturedEnd();
        const auto value = firstSet(match.captured(1), variables);
        if (!value && match.captured(2).isEmpty())
            return QUrl();
        if (value && !allowed.match(value->second).hasMatch())
            return fail(ErrorKind::InvalidRequest,
                u"the variable %1 may hold only letters, digits, '.', '_' and '-'; correct it"_s.arg(value->first));
        text += value ? value->second : match.captured(2);
    }
    text += QStringView(pattern).sliced(end);
    return QUrl(text, QUrl::StrictMode);
}

QStringList missingAddressVariables(QStringView pattern, const AddressVariables& variables)
{
    QStringList missing;
    for (auto it = placeholder().globalMatchView(pattern); it.hasNext();) {
        const auto match = it.next();
        if (match.captured(2).isEmpty() && !firstSet(match.captured(1), variables))
            missing.append(match.captured(1).section(u'|', 0, 0));
    }
    missing.removeDuplicates();
    return missing;
}

} // namespace assay
