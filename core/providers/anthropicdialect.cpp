// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// dialect-factory: makeAnthropicDialect

#include "core/providers/anthropicdecoder.h"
#include "core/providers/anthropicrequest.h"
#include "core/providers/dialect.h"
#include "core/providers/nativebody.h"
#include "core/providers/providererror.h"
#include "core/providers/requestparts.h"
#include "core/wire/jsonvalue.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// The version of all recorded traffic. The newer `2026-10-21` types errors further and drops the sampling fields.
constexpr QByteArrayView kVersion = "2023-06-01";

/// Anthropic's own servers send `retry-after` with every 429 but those of a spend limit, which waiting does not lift.
bool isSpendLimit(const HttpHead& head, const Error& error)
{
    return head.status == 429 && error.kind == ErrorKind::RateLimited && !error.retryAfter
        && !head.header("request-id").isEmpty() && head.header("x-should-retry") != "true";
}

QStringList modelCapabilities(const JsonValue& capabilities)
{
    const auto supports
        = [&](std::string_view name) { return capabilities[name]["supported"].boolean().value_or(false); };
    // Every Claude model takes tools; the list does not mention them.
    QStringList out{u"tools"_s};
    if (supports("structured_outputs"))
        out.append(u"structured_output"_s);
    if (supports("thinking"))
        out.append(u"reasoning"_s);
    return out;
}

ModelInfo modelInfo(const JsonValue& item)
{
    const JsonValue capabilities = item["capabilities"];
    ModelInfo info{.id = item["id"].text(), .name = item["display_name"].text()};
    info.contextTokens = item["max_input_tokens"].integer();
    info.maxOutputTokens = item["max_tokens"].integer();
    if (!capabilities.isObject())
        return info;
    info.inputs.append(u"text"_s);
    if (capabilities["image_input"]["supported"].boolean().value_or(false))
        info.inputs.append(u"image"_s);
    if (capabilities["pdf_input"]["supported"].boolean().value_or(false))
        info.inputs.append(u"pdf"_s);
    info.capabilities = modelCapabilities(capabilities);
    return info;
}

class AnthropicDialect final : public Dialect
{
public:
    QString id() const override { return u"anthropic"_s; }

    Result<HttpRequest> encode(
        const ChatRequest& request, const QString& model, const EndpointAccess& access) const override
    {
        if (const auto native = nativeBody(request, id(), model, access.endpoint)) {
            return postJson(access, rule(u"/v1/messages"_s), ownPath(request, access.endpoint), model, *native)
                .transform([&](HttpRequest http) {
                    if (!request.native.betas.isEmpty())
                        http.headers.append({.name = "anthropic-beta"_ba, .value = request.native.betas});
                    return withVersion(std::move(http), access.endpoint);
                });
        }
        const auto body = anthropicBody(request, model, access.endpoint);
        if (!body)
            return std::unexpected(body.error());
        return postJson(access, rule(u"/v1/messages"_s), ownPath(request, access.endpoint), model, *body)
            .transform([&](HttpRequest http) { return withVersion(std::move(http), access.endpoint); });
    }

    QStringList warnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint) const override
    {
        return anthropicWarnings(request, model, endpoint);
    }

    std::unique_ptr<StreamDecoder> decoder(const HttpHead&, const Endpoint&) const override
    {
        return std::make_unique<AnthropicDecoder>();
    }

    Error decodeError(const HttpHead& head, QByteArrayView body) const override
    {
        Error error = errorFromBody(head, body);
        if (isSpendLimit(head, error))
            error.kind = ErrorKind::QuotaExhausted;
        return error;
    }

    Result<HttpRequest> listModels(const EndpointAccess& access, const QByteArray& page) const override
    {
        QString path = u"/v1/models?limit=1000"_s;
        if (!page.isEmpty())
            path += u"&after_id="_s + QString::fromLatin1(page.toPercentEncoding());
        return getModels(access, rule(path)).transform([&](HttpRequest http) {
            return withVersion(std::move(http), access.endpoint);
        });
    }

    Result<ModelPage> decodeModels(QByteArrayView body) const override
    {
        JsonParser parser;
        const JsonValue root = parser.parse(body);
        if (!root["data"].isArray())
            return fail(ErrorKind::Protocol, u"the model list has no data"_s);
        ModelPage page;
        root["data"].forEachItem([&](const JsonValue& item) {
            if (auto info = modelInfo(item); !info.id.isEmpty())
                page.models.append(std::move(info));
        });
        if (root["has_more"].boolean().value_or(false))
            page.next = root["last_id"].text().toUtf8();
        return page;
    }

private:
    /// Whatever base people type, `/v1` comes behind it once: so do all clients of this format.
    static PathRule rule(const QString& path)
    {
        return {.path = path, .version = {}, .tails = {u"/v1/messages"_s, u"/v1"_s}};
    }

    /// On Vertex AI the path ends with the method, which differs for streams.
    static QString ownPath(const ChatRequest& request, const Endpoint& endpoint)
    {
        const QString& path = endpoint.quirks.chatPath;
        for (const auto method : {":streamRawPredict"_L1, ":rawPredict"_L1}) {
            if (path.endsWith(method))
                return path.chopped(method.size()) + (request.stream ? ":streamRawPredict"_L1 : ":rawPredict"_L1);
        }
        return path;
    }

    static HttpRequest withVersion(HttpRequest http, const Endpoint& endpoint)
    {
        const bool versionInBody = endpoint.quirks.chatPath.contains("{model}"_L1);
        const bool given = std::ranges::any_of(http.headers, [](const HttpHeader& header) {
            return header.name.compare("anthropic-version", Qt::CaseInsensitive) == 0;
        });
        if (!versionInBody && !given)
            http.headers.append({.name = "anthropic-version"_ba, .value = kVersion.toByteArray()});
        return http;
    }
};

} // namespace

std::unique_ptr<const Dialect> makeAnthropicDialect()
{
    return std::make_unique<AnthropicDialect>();
}

} // namespace assay
