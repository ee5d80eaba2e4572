// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// dialect-factory: makeOpenAiResponsesDialect

#include "core/providers/dialect.h"
#include "core/providers/nativebody.h"
#include "core/providers/openaimodels.h"
#include "core/providers/openairequest.h"
#include "core/providers/openairesponsesdecoder.h"
#include "core/providers/openairesponsesencoder.h"
#include "core/providers/providererror.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// OpenAI's Responses, as OpenAI, xAI, OpenRouter and local servers speak them.
class OpenAiResponsesDialect final : public Dialect
{
public:
    QString id() const override { return u"openai-responses"_s; }

    Result<HttpRequest> encode(
        const ChatRequest& request, const QString& model, const EndpointAccess& access) const override
    {
        const auto form = request.stream ? AnswerForm::Stream : AnswerForm::Whole;
        if (auto body = nativeBody(request, id(), model, access.endpoint))
            return openAiPost(access, u"/responses"_s, model, Result<QByteArray>(*std::move(body)), form);
        return openAiPost(access, u"/responses"_s, model, openAiResponsesBody(request, model, access.endpoint), form);
    }

    QStringList warnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint) const override
    {
        return openAiResponsesWarnings(request, model, endpoint);
    }

    std::unique_ptr<StreamDecoder> decoder(const HttpHead& head, const Endpoint& endpoint) const override
    {
        Q_UNUSED(head) // content types lie: the decoder looks at the bytes
        return std::make_unique<OpenAiResponsesDecoder>(endpoint.quirks);
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

std::unique_ptr<const Dialect> makeOpenAiResponsesDialect()
{
    return std::make_unique<OpenAiResponsesDialect>();
}

} // namespace assay
