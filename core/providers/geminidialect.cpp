// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// dialect-factory: makeGeminiDialect

#include "core/providers/dialect.h"
#include "core/providers/geminidecoder.h"
#include "core/providers/geminirequest.h"
#include "core/providers/providererror.h"
#include "core/providers/requestparts.h"
#include "core/wire/jsonvalue.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kModels = "models/"_L1;

/// A base URL with an API version keeps it; one without gets the version of the Gemini API.
QString versionPrefix(const Endpoint& endpoint)
{
    static const QRegularExpression version(u"/v\\d+[a-z0-9]*/*$"_s);
    return version.match(endpoint.baseUrl.path()).hasMatch() ? QString() : u"/v1beta"_s;
}

ModelInfo modelInfo(const JsonValue& item)
{
    ModelInfo info{.id = item["name"].text(), .name = item["displayName"].text()};
    // Vertex AI names `publishers/google/models/…`.
    if (const auto at = info.id.lastIndexOf(kModels); at >= 0)
        info.id = info.id.sliced(at + kModels.size());
    info.contextTokens = item["inputTokenLimit"].integer();
    info.maxOutputTokens = item["outputTokenLimit"].integer();
    if (item["thinking"].boolean().value_or(false))
        info.capabilities.append(u"reasoning"_s);
    return info;
}

/// A list that says nothing about methods keeps everything.
bool generatesText(const JsonValue& item)
{
    const JsonValue methods = item["supportedGenerationMethods"];
    bool found = !methods.isArray();
    methods.forEachItem([&](const JsonValue& method) { found = found || method.bytes() == "generateContent"; });
    return found;
}

class GeminiDialect final : public Dialect
{
public:
    QString id() const override { return u"gemini"_s; }

    Result<HttpRequest> encode(
        const ChatRequest& request, const QString& model, const EndpointAccess& access) const override
    {
        const auto body = geminiBody(request, model, access.endpoint);
        if (!body)
            return std::unexpected(body.error());
        const QString name = model.startsWith(kModels) ? model.sliced(kModels.size()) : model;
        const auto method = request.stream ? ":streamGenerateContent?alt=sse"_L1 : ":generateContent"_L1;
        return postJson(access, {.path = modelPath(name, access.endpoint) + method, .version = {}, .tails = {}},
            ownPath(access.endpoint, method), name, *body);
    }

    QStringList warnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint) const override
    {
        return geminiWarnings(request, model, endpoint);
    }

    std::unique_ptr<StreamDecoder> decoder(const HttpHead&, const Endpoint&) const override
    {
        return std::make_unique<GeminiDecoder>();
    }

    Error decodeError(const HttpHead& head, QByteArrayView body) const override { return errorFromBody(head, body); }

    Result<HttpRequest> listModels(const EndpointAccess& access, const QByteArray& page) const override
    {
        QString path = versionPrefix(access.endpoint) + u"/models?pageSize=1000"_s;
        if (!page.isEmpty())
            path += u"&pageToken="_s + QString::fromLatin1(page.toPercentEncoding());
        return getModels(access, {.path = path, .version = {}, .tails = {}});
    }

    Result<ModelPage> decodeModels(QByteArrayView body) const override
    {
        JsonParser parser;
        const JsonValue root = parser.parse(body);
        const JsonValue list = root["models"].isArray() ? root["models"] : root["publisherModels"];
        // A page may be empty: the format leaves empty lists out.
        if (!root.isObject() || holdsError(root))
            return fail(ErrorKind::Protocol, u"the model list is not an object"_s);
        ModelPage page;
        list.forEachItem([&](const JsonValue& item) {
            if (auto info = modelInfo(item); !info.id.isEmpty() && generatesText(item))
                page.models.append(std::move(info));
        });
        page.next = root["nextPageToken"].text().toUtf8();
        return page;
    }

private:
    /// A tuned model's id has a collection of its own in front: `tunedModels/…`.
    static QString modelPath(const QString& name, const Endpoint& endpoint)
    {
        const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(name, "/"_ba));
        return versionPrefix(endpoint) + (name.contains(u'/') ? u"/"_s : u"/models/"_s) + encoded;
    }

    /// Streaming has a path of its own. One given as a quirk (Vertex AI) may end with either method or with none.
    static QString ownPath(const Endpoint& endpoint, QLatin1StringView method)
    {
        QString path = endpoint.quirks.chatPath;
        for (const auto known :
            {":streamGenerateContent?alt=sse"_L1, ":streamGenerateContent"_L1, ":generateContent"_L1}) {
            if (path.endsWith(known))
                path.chop(known.size());
        }
        return path.isEmpty() ? path : path + method;
    }
};

} // namespace

std::unique_ptr<const Dialect> makeGeminiDialect()
{
    return std::make_unique<GeminiDialect>();
}

} // namespace assay
