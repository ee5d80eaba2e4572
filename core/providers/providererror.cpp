// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/providererror.h"

#include "core/providers/errorclassifier.h"
#include "core/providers/errortext.h"
#include "core/providers/retryafter.h"
#include "core/wire/ssedecoder.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kMaximumDetail = 4000;

/// Headers under which providers and their front ends send the id of a request, best first.
constexpr std::array<QByteArrayView, 10> kRequestIdHeaders
    = {"request-id", "x-request-id", "apim-request-id", "x-amzn-requestid", "x-ms-request-id", "mistral-correlation-id",
        "x-kong-request-id", "x-generation-id", "x-goog-request-id", "x-trace-id"};

QString cut(const QString& text)
{
    const QString trimmed = text.trimmed();
    return trimmed.size() <= kMaximumDetail ? trimmed : trimmed.first(kMaximumDetail) + u'…';
}

QString numberOrText(const JsonValue& value)
{
    if (value.isString())
        return value.text();
    const auto number = value.integer();
    return number ? QString::number(*number) : QString();
}

bool isNumeric(const QString& text)
{
    bool ok = false;
    text.toLongLong(&ok);
    return ok;
}

/// `detail` of FastAPI: a sentence, or a list of `{loc, msg, type}`.
QString detailText(const JsonValue& detail)
{
    if (detail.isString())
        return detail.text();
    QStringList sentences;
    detail.forEachItem([&](const JsonValue& item) {
        QStringList place;
        item["loc"].forEachItem([&](const JsonValue& step) { place.append(numberOrText(step)); });
        const QString message = item["msg"].text();
        if (!message.isEmpty())
            sentences.append(place.isEmpty() ? message : place.join(u'.') + u": "_s + message);
    });
    return sentences.isEmpty() ? detail["message"].text() : sentences.join(u"; "_s);
}

/// The order that finds the sentence in every known shape.
QString messageOf(const JsonValue& root)
{
    const JsonValue error = root["error"];
    for (const auto& candidate : {error["message"], error, root["message"], root["Message"]}) {
        if (candidate.isString() && !candidate.bytes().empty())
            return candidate.text();
    }
    // An `error` or `message` that is itself a structure, then FastAPI, then lists.
    for (const auto& candidate : {root["detail"], error["detail"], root["message"]}) {
        if (const QString text = detailText(candidate); !text.isEmpty())
            return text;
    }
    for (const auto& candidate : {root["errors"].at(0)["message"], root["errors"].at(0), root["error_description"],
             root["base_resp"]["status_msg"]}) {
        if (candidate.isString())
            return candidate.text();
    }
    return {};
}

/// Routers quote the upstream's own answer, often as JSON inside a string.
QString upstreamText(const JsonValue& error)
{
    const JsonValue raw = error["metadata"]["raw"];
    if (raw.isObject())
        return messageOf(raw);
    const QString quoted = raw.text();
    if (!quoted.trimmed().startsWith(u'{') && !quoted.trimmed().startsWith(u'['))
        return quoted;
    JsonParser parser;
    const JsonValue inner = parser.parse(quoted.toUtf8());
    const QString text = messageOf(inner.isArray() ? inner.at(0) : inner);
    return text.isEmpty() ? quoted : text;
}

QStringList codesOf(const JsonValue& root, const JsonValue& error)
{
    QStringList codes;
    QStringList numbers;
    const auto add = [&](const JsonValue& value) {
        const QString code = numberOrText(value);
        if (!code.isEmpty() && code != "error"_L1)
            (isNumeric(code) ? numbers : codes).append(code);
    };
    for (const auto& value : {error["details"]["error_code"], error["code"], error["metadata"]["error_type"],
             error["error_type"], error["type"], error["status"], error["innererror"]["code"],
             error["availability"]["code"], root["error_type"], root["code"], root["type"]})
        add(value);
    error["details"].forEachItem([&](const JsonValue& detail) {
        add(detail["reason"]);
        detail["violations"].forEachItem([&](const JsonValue& violation) {
            if (violation["quotaId"].text().contains("PerDay"_L1))
                codes.append(u"quota_per_day"_s);
        });
    });
    if (error["metadata"]["flagged_input"].exists())
        codes.append(u"content_policy_violation"_s);
    codes.removeDuplicates();
    return codes + numbers;
}

int statusOf(const JsonValue& error, const JsonValue& root, int status)
{
    if (status >= 300)
        return status;
    for (const auto& value :
        {error["status_code"], error["code"], error["http_status"], root["code"], root["status_code"]}) {
        const int code = numberOrText(value).toInt();
        if (code >= 300 && code <= 599)
            return code;
    }
    return 0;
}

Error judged(const ErrorFacts& facts)
{
    Error error;
    error.kind = classifyError(facts);
    error.detail = cut(withoutKeys(facts.message));
    error.httpStatus = facts.status;
    error.providerCode = facts.codes.value(0);
    return error;
}

Error fromJson(const JsonValue& json, const ErrorFacts& known, const QDateTime& now)
{
    const JsonValue root = json.isArray() ? json.at(0) : json;
    const JsonValue error = root["error"].isObject() ? root["error"] : root;
    ErrorFacts facts = known;
    facts.status = statusOf(error, root, known.status);
    facts.codes = codesOf(root, error) + known.codes;
    facts.message = messageOf(root);
    if (const QString upstream = upstreamText(error); !upstream.isEmpty() && upstream != facts.message)
        facts.message = facts.message.isEmpty() ? upstream : facts.message + u": "_s + upstream;
    if (facts.message.isEmpty())
        facts.message = toText(std::string_view(root.minified()));
    facts.isGenericPage = isStockSentence(facts.message);
    Error out = judged(facts);
    out.retryAfter = waitFromBody(error, facts.message, now);
    for (const auto& id : {root["request_id"], error["request_id"], root["x_groq"]["id"]}) {
        if (out.requestId.isEmpty())
            out.requestId = id.text();
    }
    return out;
}

/// Some servers frame even an early error as an event.
QByteArray unframed(QByteArrayView body)
{
    if (!body.startsWith("data:") && !body.startsWith("event:"))
        return body.toByteArray();
    QByteArray data;
    SseDecoder decoder;
    const auto sink = [&](const SseEvent& event) {
        if (data.isEmpty())
            data = event.data.toByteArray();
    };
    decoder.feed(body, sink);
    decoder.finish(sink);
    return data;
}

Error fromPlainText(QByteArrayView body, ErrorFacts facts)
{
    facts.isGenericPage = looksLikeHtml(body);
    facts.message = facts.isGenericPage
        ? textOfHtml(body)
        : QString::fromUtf8(body.first(std::min<qsizetype>(body.size(), 4 * kMaximumDetail)));
    facts.isGenericPage = facts.isGenericPage || isStockSentence(facts.message);
    if (facts.message.trimmed().isEmpty())
        facts.message
            = facts.status > 0 ? u"HTTP %1 without any text"_s.arg(facts.status) : u"an error without any text"_s;
    Error out = judged(facts);
    out.retryAfter = waitFromBody({}, facts.message, {});
    return out;
}

/// `ValidationException:http://internal…`: the word before the colon.
QStringList headerCodes(const HttpHead& head)
{
    const QString type = QString::fromLatin1(head.header("x-amzn-errortype"));
    const QString word = type.section(u':', 0, 0).section(u'#', -1);
    return word.isEmpty() ? QStringList() : QStringList(word);
}

} // namespace

Error errorFromBody(const HttpHead& head, QByteArrayView body)
{
    const QByteArray text = unframed(body.trimmed());
    ErrorFacts facts;
    facts.status = head.status;
    facts.codes = headerCodes(head);
    JsonParser parser;
    const JsonValue json
        = text.startsWith('{') || text.startsWith('[') || text.startsWith('"') ? parser.parse(text) : JsonValue();
    if (json.isString())
        facts.message = json.text();
    Error error = json.isObject() || json.isArray()
        ? fromJson(json, facts, answerDate(head))
        : fromPlainText(json.isString() ? facts.message.toUtf8() : text, facts);
    if (error.httpStatus == 0)
        error.httpStatus = head.status;
    for (const auto name : kRequestIdHeaders) {
        if (const QByteArray id = head.header(name); !id.isEmpty()) {
            error.requestId = QString::fromLatin1(id);
            break;
        }
    }
    if (error.requestId.isEmpty())
        error.requestId = QString::fromLatin1(head.header("cf-ray"));
    if (const auto wait = waitFromHeaders(head); wait && (!error.retryAfter || head.header("retry-after").size() > 0))
        error.retryAfter = wait;
    return error;
}

Error errorFromJson(const JsonValue& json, int status)
{
    ErrorFacts facts;
    facts.status = status;
    return fromJson(json, facts, {});
}

Error errorFromParts(const QString& message, const QStringList& codes, int status)
{
    ErrorFacts facts;
    facts.status = status;
    facts.message = message;
    facts.codes = codes;
    Error error = judged(facts);
    error.retryAfter = waitFromBody({}, message, {});
    return error;
}

bool holdsError(const JsonValue& json)
{
    const JsonValue error = json["error"];
    return (error.isObject() && error.size() > 0) || (error.isString() && !error.bytes().empty());
}

} // namespace assay
