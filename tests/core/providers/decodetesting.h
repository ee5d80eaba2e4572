// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/dialectregistry.h"
#include "tests/support/corpus.h"
#include "tests/support/decodeharness.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace assay::testing {

/// A successful answer as one dialect gets it.
inline Encoded answerOf(const Dialect& dialect, const QByteArray& body)
{
    Encoded out;
    out.dialect = &dialect;
    out.head = {.status = 200, .headers = {}};
    out.body = body;
    return out;
}

inline Answer read(const Dialect& dialect, const QByteArray& body)
{
    return collect(decodeWhole(answerOf(dialect, body)));
}

/// The one kind of events, in order.
template <class Event> QList<Event> only(const QList<StreamEvent>& events)
{
    QList<Event> out;
    for (const auto& event : events) {
        if (const auto* wanted = std::get_if<Event>(&event))
            out.append(*wanted);
    }
    return out;
}

inline Usage counts(std::initializer_list<std::pair<UsageClass, qint64>> counts)
{
    Usage usage;
    for (const auto& [usageClass, count] : counts)
        usage.set(usageClass, count);
    return usage;
}

/// Readable in a failed comparison.
inline QByteArray shown(const Usage& usage)
{
    return QJsonDocument(usage.toJson()).toJson(QJsonDocument::Compact);
}

inline HttpHead headOf(int status, std::initializer_list<std::pair<QByteArray, QByteArray>> headers = {})
{
    HttpHead head{.status = status, .headers = {}};
    for (const auto& [name, value] : headers)
        head.headers.append({.name = name, .value = value});
    return head;
}

/// `response.body_text` of a recording; empty without the corpus.
inline QByteArray recordedBody(const QString& name)
{
    QFile file(corpusFolder() + QStringLiteral("/recordings/") + name);
    if (corpusFolder().isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    const auto json = QJsonDocument::fromJson(file.readAll()).object();
    return json.value(QLatin1StringView("response"))[QLatin1StringView("body_text")].toString().toUtf8();
}

/// `request.body` of a recording; empty without the corpus.
inline QJsonObject recordedRequest(const QString& name)
{
    QFile file(corpusFolder() + QStringLiteral("/recordings/") + name);
    if (corpusFolder().isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    const auto json = QJsonDocument::fromJson(file.readAll()).object();
    return json.value(QLatin1StringView("request"))[QLatin1StringView("body")].toObject();
}

} // namespace assay::testing
