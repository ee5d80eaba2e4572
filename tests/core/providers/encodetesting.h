// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/endpoint.h"
#include "core/support/result.h"
#include "core/wire/httpmessage.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <source_location>

namespace assay::testing {

inline EndpointAccess accessTo(const QString& base, AuthScheme auth, const QByteArray& key = "key-for-tests")
{
    EndpointAccess access;
    access.endpoint.id = QStringLiteral("test");
    access.endpoint.baseUrl = QUrl(base);
    access.endpoint.auth = auth;
    access.key = Secret(key);
    return access;
}

inline QJsonObject json(QByteArrayView text)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(text.toByteArray(), &error);
    if (!document.isObject())
        qFatal("no JSON object in the test: %s", qPrintable(error.errorString()));
    return document.object();
}

// moc does not know raw strings: the JSON below must hold neither `//` nor `\"` (write `\/\/` and `\u0022`).

/// Fails the test, and shows both texts, if the object is not the one that `expected` says.
inline void compareJson(const QJsonObject& actual, QByteArrayView expected,
    const std::source_location& where = std::source_location::current())
{
    const QJsonObject wanted = json(expected);
    const QByteArray difference = "\nactual   " + QJsonDocument(actual).toJson(QJsonDocument::Compact) + "\nexpected "
        + QJsonDocument(wanted).toJson(QJsonDocument::Compact);
    QTest::qVerify(
        actual == wanted, "JSON is equal", difference.constData(), where.file_name(), static_cast<int>(where.line()));
}

/// The body of an encoded request; an object with the error if it failed, so that a comparison shows it.
inline QJsonObject bodyOf(const Result<HttpRequest>& request)
{
    if (!request)
        return {{QStringLiteral("failed"), request.error().detail}};
    return QJsonDocument::fromJson(request->body).object();
}

inline QByteArray headerOf(const Result<HttpRequest>& request, QByteArrayView name)
{
    if (!request)
        return {};
    return HttpHead{.status = 0, .headers = request->headers}.header(name);
}

inline QString urlOf(const Result<HttpRequest>& request)
{
    return request ? QString::fromLatin1(request->url.toEncoded()) : request.error().detail;
}

inline ChatRequest asking(const QString& text)
{
    return {.messages = {ChatMessage::text(Role::User, text)}};
}

/// A whole tool conversation: system text with a cache mark, question with image and PDF, thoughts, two calls, results.
inline ChatRequest toolConversation()
{
    using namespace Qt::StringLiterals;
    ChatRequest request;
    ChatMessage system = ChatMessage::text(Role::System, u"Be brief."_s);
    system.cacheMark = true;
    const ChatMessage question{.role = Role::User,
        .parts = {TextPart{u"Look."_s}, ImagePart{.data = "img"_ba, .mediaType = u"image/png"_s},
            DocumentPart{.data = "pdf"_ba, .mediaType = u"application/pdf"_s, .fileName = u"a_b.pdf"_s}}};
    const ChatMessage calls{.role = Role::Assistant,
        .parts = {ReasoningPart{.text = u"Hm."_s, .signature = u"sig"_s}, TextPart{u"I look."_s},
            ToolCallPart{
                .id = u"c1"_s, .name = u"weather"_s, .arguments = u"{\"city\":\"Bern\"}"_s, .signature = u"csig"_s},
            ToolCallPart{.id = u"c2"_s, .name = u"clock"_s}}};
    const ChatMessage first{.role = Role::Tool,
        .parts = {ToolResultPart{.callId = u"c1"_s, .name = u"weather"_s, .text = u"{\"sky\":\"blue\"}"_s}}};
    const ChatMessage second{.role = Role::Tool,
        .parts = {ToolResultPart{.callId = u"c2"_s, .name = {}, .text = u"broken"_s, .isError = true}}};
    request.messages = {system, question, calls, first, second, ChatMessage::text(Role::User, u"And?"_s)};
    request.tools = {ToolSpec{.name = u"weather"_s,
                         .description = u"Tells the sky"_s,
                         .parameters = json(R"({"type":"object","properties":{"city":{"type":"string"}},
                             "required":["city"],"additionalProperties":false})")},
        ToolSpec{.name = u"clock"_s}};
    return request;
}

} // namespace assay::testing
