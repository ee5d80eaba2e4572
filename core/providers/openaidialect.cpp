// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// dialect-factory: makeOpenAiChatDialect

#include "core/providers/dialect.h"
#include "core/providers/httpaddressing.h"
#include "core/providers/openaichatdecoder.h"
#include "core/providers/openaichatencoder.h"
#include "core/providers/openaimodels.h"
#include "core/providers/providererror.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// OpenAI's chat completions, as OpenAI and the many servers that copied them speak it.
class OpenAiChatDialect final : public Dialect
{
public:
    QString id() const override { return u"openai-chat"_s; }

    Result<HttpRequest> encode(
        const ChatRequest& request, const QString& model, const EndpointAccess& access) const override
    {
        const PathRule rule{
            .path = u"/chat/completions"_s, .version = u"v1"_s, .tails = {u"/chat/completions"_s, u"/responses"_s}};
        const auto url = endpointAddress(access.endpoint, rule, access.endpoint.quirks.chatPath, model);
        if (!url)
            return std::unexpected(url.error());
        const auto body = openAiChatBody(request, model, access.endpoint);
        if (!body)
            return std::unexpected(body.error());
        auto headers = endpointHeaders(access);
        if (!headers)
            return std::unexpected(headers.error());
        headers->prepend(
            {.name = "Accept", .value = request.stream ? "text/event-stream" : "application/json", .secret = false});
        headers->prepend({.name = "Content-Type", .value = "application/json", .secret = false});
        return HttpRequest{.method = "POST",
            .url = *url,
            .headers = *headers,
            .body = QJsonDocument(*body).toJson(QJsonDocument::Compact)};
    }

    QStringList warnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint) const override
    {
        return openAiChatWarnings(request, model, endpoint);
    }

    std::unique_ptr<StreamDecoder> decoder(const HttpHead& head, const Endpoint& endpoint) const override
    {
        Q_UNUSED(head) // content types lie: the decoder looks at the bytes
        return std::make_unique<OpenAiChatDecoder>(endpoint.quirks);
    }

    Error decodeError(const HttpHead& head, QByteArrayView body) const override { return errorFromBody(head, body); }

    Result<HttpRequest> listModels(const EndpointAccess& access, const QByteArray& page) const override
    {
        Q_UNUSED(page) // one page holds them all
        return openAiModelsRequest(access);
    }

    Result<ModelPage> decodeModels(QByteArrayView body) const override { return decodeOpenAiModels(body); }
};

} // namespace

std::unique_ptr<const Dialect> makeOpenAiChatDialect()
{
    return std::make_unique<OpenAiChatDialect>();
}

} // namespace assay
