// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// dialect-factory: makeCohereDialect

#include "core/providers/coheredecoder.h"
#include "core/providers/cohererequest.h"
#include "core/providers/dialect.h"
#include "core/providers/providererror.h"
#include "core/providers/requestparts.h"
#include "core/wire/jsonvalue.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// The chat and the model list belong to different versions, so any version that was typed is cut off.
PathRule rule(const QString& path)
{
    return {.path = path, .version = {}, .tails = {u"/v2/chat"_s, u"/v2"_s, u"/v1/chat"_s, u"/v1"_s}};
}

ModelInfo modelInfo(const JsonValue& item)
{
    ModelInfo info{.id = item["name"].text(), .name = item["name"].text()};
    info.contextTokens = item["context_length"].integer();
    item["features"].forEachItem([&](const JsonValue& feature) {
        const auto name = feature.bytes();
        if (name == "vision")
            info.inputs = QStringList{u"text"_s, u"image"_s};
        else if (name == "tools" || name == "reasoning")
            info.capabilities.append(feature.text());
        else if (name == "json_schema")
            info.capabilities.append(u"structured_output"_s);
    });
    return info;
}

class CohereDialect final : public Dialect
{
public:
    QString id() const override { return u"cohere"_s; }

    Result<HttpRequest> encode(
        const ChatRequest& request, const QString& model, const EndpointAccess& access) const override
    {
        const auto body = cohereBody(request, model, access.endpoint);
        if (!body)
            return std::unexpected(body.error());
        return postJson(access, rule(u"/v2/chat"_s), access.endpoint.quirks.chatPath, model, *body);
    }

    QStringList warnings(const ChatRequest& request, const QString&, const Endpoint& endpoint) const override
    {
        return cohereWarnings(request, endpoint);
    }

    std::unique_ptr<StreamDecoder> decoder(const HttpHead&, const Endpoint&) const override
    {
        return std::make_unique<CohereDecoder>();
    }

    Error decodeError(const HttpHead& head, QByteArrayView body) const override { return errorFromBody(head, body); }

    /// The list is still part of the first API version.
    Result<HttpRequest> listModels(const EndpointAccess& access, const QByteArray& page) const override
    {
        QString path = u"/v1/models?endpoint=chat&page_size=1000"_s;
        if (!page.isEmpty())
            path += u"&page_token="_s + QString::fromLatin1(page.toPercentEncoding());
        return getModels(access, rule(path));
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
        page.next = root["next_page_token"].text().toUtf8();
        return page;
    }
};

} // namespace

std::unique_ptr<const Dialect> makeCohereDialect()
{
    return std::make_unique<CohereDialect>();
}

} // namespace assay
