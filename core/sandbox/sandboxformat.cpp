// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxformat.h"

#include "core/sandbox/sandboxtokens.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

ErrorKind kindOf(int status)
{
    switch (status) {
    case 401: return ErrorKind::Authentication;
    case 403: return ErrorKind::Permission;
    case 404: return ErrorKind::ModelNotFound;
    case 429: return ErrorKind::RateLimited;
    case 503:
    case 529: return ErrorKind::Overloaded;
    default: return status >= 500 ? ErrorKind::ServerFault : ErrorKind::InvalidRequest;
    }
}

} // namespace

QByteArray compactJson(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Error apiError(int status, const QString& detail, const QString& code)
{
    return {.kind = kindOf(status),
        .detail = detail,
        .httpStatus = status,
        .providerCode = code,
        .requestId = {},
        .retryAfter = {}};
}

QByteArray sseEvent(const QJsonObject& data, const QByteArray& name)
{
    const QByteArray head = name.isEmpty() ? QByteArray() : "event: " + name + '\n';
    return head + "data: " + compactJson(data) + "\n\n";
}

QString bareModelName(QString name)
{
    for (const QLatin1StringView prefix : {"models/"_L1, "sandbox/"_L1}) {
        if (name.startsWith(prefix))
            name.remove(0, prefix.size());
    }
    if (name.endsWith(":latest"_L1))
        name.chop(7);
    return name;
}

std::optional<qint64> wholeNumber(const QJsonValue& value)
{
    constexpr qint64 kNone = -1;
    const qint64 number = value.isDouble() ? value.toInteger(kNone) : kNone;
    return number >= 0 ? std::optional(number) : std::nullopt;
}

QStringList textOrList(const QJsonValue& value)
{
    if (value.isString())
        return {value.toString()};
    QStringList list;
    for (const QJsonValue& item : value.toArray())
        list.append(item.toString());
    return list;
}

QByteArray decodedData(const QString& text)
{
    const qsizetype comma = text.startsWith("data:"_L1) ? text.indexOf(u',') : -1;
    return QByteArray::fromBase64(text.mid(comma + 1).toLatin1());
}

QList<ToolSpec> readFunctionTools(const QJsonArray& tools)
{
    QList<ToolSpec> specs;
    for (const QJsonValue& tool : tools) {
        const QJsonObject object = tool.toObject();
        // Responses has the fields on the tool itself.
        const QJsonObject function = object.contains("function"_L1) ? object["function"_L1].toObject() : object;
        if (const QString name = function["name"_L1].toString(); !name.isEmpty())
            specs.append({.name = name,
                .description = function["description"_L1].toString(),
                .parameters = function["parameters"_L1].toObject(),
                .strict = function["strict"_L1].toBool()});
    }
    return specs;
}

QStringList argumentPieces(const ToolCall& call)
{
    constexpr qsizetype kTokensAPiece = 3;
    const QStringList tokens = sandboxTokens(call.arguments);
    QStringList pieces;
    for (qsizetype at = 0; at < tokens.size(); at += kTokensAPiece)
        pieces.append(tokens.mid(at, kTokensAPiece).join(QString()));
    return pieces;
}

} // namespace assay
