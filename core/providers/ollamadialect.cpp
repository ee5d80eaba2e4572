// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// dialect-factory: makeOllamaDialect

#include "core/providers/dialect.h"
#include "core/providers/nativebody.h"
#include "core/providers/ollamadecoder.h"
#include "core/providers/ollamarequest.h"
#include "core/providers/providererror.h"
#include "core/providers/requestparts.h"
#include "core/wire/jsonvalue.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// People also type the base URLs of the OpenAI-compatible API and of the API folder.
PathRule rule(const QString& path)
{
    return {.path = path, .version = {}, .tails = {u"/api/chat"_s, u"/api"_s, u"/v1/chat/completions"_s, u"/v1"_s}};
}

QString domainCapability(const QString& name)
{
    return name == "thinking"_L1 ? u"reasoning"_s : name;
}

ModelInfo modelInfo(const JsonValue& item)
{
    ModelInfo info{.id = item["model"].text(), .name = item["name"].text()};
    if (info.id.isEmpty())
        info.id = info.name;
    info.contextTokens = item["details"]["context_length"].integer();
    item["capabilities"].forEachItem([&](const JsonValue& capability) {
        const QString name = capability.text();
        if (name == "vision"_L1)
            info.inputs = QStringList{u"text"_s, u"image"_s};
        else if (name != "completion"_L1)
            info.capabilities.append(domainCapability(name));
    });
    return info;
}

class OllamaDialect final : public Dialect
{
public:
    QString id() const override { return u"ollama"_s; }

    Result<HttpRequest> encode(
        const ChatRequest& request, const QString& model, const EndpointAccess& access) const override
    {
        if (const auto native = nativeBody(request, id(), model, access.endpoint))
            return postJson(access, rule(u"/api/chat"_s), access.endpoint.quirks.chatPath, model, *native);
        const auto body = ollamaBody(request, model, access.endpoint);
        if (!body)
            return std::unexpected(body.error());
        return postJson(access, rule(u"/api/chat"_s), access.endpoint.quirks.chatPath, model, *body);
    }

    QStringList warnings(const ChatRequest& request, const QString&, const Endpoint& endpoint) const override
    {
        return ollamaWarnings(request, endpoint);
    }

    std::unique_ptr<StreamDecoder> decoder(const HttpHead&, const Endpoint&) const override
    {
        return std::make_unique<OllamaDecoder>();
    }

    Error decodeError(const HttpHead& head, QByteArrayView body) const override { return errorFromBody(head, body); }

    Result<HttpRequest> listModels(const EndpointAccess& access, const QByteArray&) const override
    {
        return getModels(access, rule(u"/api/tags"_s));
    }

    Result<ModelPage> decodeModels(QByteArrayView body) const override
    {
        JsonParser parser;
        const JsonValue root = parser.parse(body);
        if (!root["models"].isArray())
            return fail(ErrorKind::Protocol, u"the model list has no models"_s);
        ModelPage page;
        root["models"].forEachItem([&](const JsonValue& item) {
            if (auto info = modelInfo(item); !info.id.isEmpty())
                page.models.append(std::move(info));
        });
        return page;
    }
};

} // namespace

std::unique_ptr<const Dialect> makeOllamaDialect()
{
    return std::make_unique<OllamaDialect>();
}

} // namespace assay
