// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// dialect-factory: makeBedrockDialect

#include "core/providers/bedrockdecoder.h"
#include "core/providers/bedrockmodels.h"
#include "core/providers/bedrockrequest.h"
#include "core/providers/dialect.h"
#include "core/providers/providererror.h"
#include "core/providers/requestparts.h"
#include "core/providers/sigv4.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kRuntime = "bedrock-runtime"_L1;
constexpr auto kControl = "bedrock"_L1;

/// The region of `bedrock-runtime.us-east-1.amazonaws.com` and of private addresses that name it too.
QByteArray regionOf(const QUrl& url)
{
    static const QRegularExpression region(u"(?:^|[.])([a-z]{2}(?:-[a-z]+)+-\\d+)(?:[.]|$)"_s);
    return region.match(url.host()).captured(1).toLatin1();
}

/// A Bedrock API key, for long (`ABSK…`) or short use, travels as a bearer token; a pair of AWS keys signs.
bool isApiKey(const Secret& key)
{
    return key.reveal().startsWith("ABSK") || key.reveal().startsWith("bedrock-api-key-");
}

/// Signs what would otherwise carry a key.
Result<HttpRequest> authorised(HttpRequest http, const EndpointAccess& access)
{
    if (access.endpoint.auth != AuthScheme::AwsSigV4 || isApiKey(access.key))
        return http;
    const auto credentials = AwsCredentials::parse(access.key);
    if (!credentials)
        return std::unexpected(credentials.error());
    const QByteArray region = regionOf(http.url);
    if (region.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"base_url: the AWS region must be part of the host name"_s);
    if (!access.now.isValid())
        return fail(ErrorKind::Internal, u"a signed request needs the time"_s);
    return sigV4Signed(std::move(http), *credentials, {.region = region, .service = "bedrock"_ba, .time = access.now});
}

/// Access without a key header where signing replaces it.
EndpointAccess unsignedAccess(EndpointAccess access)
{
    if (access.endpoint.auth == AuthScheme::AwsSigV4)
        access.endpoint.auth = isApiKey(access.key) ? AuthScheme::Bearer : AuthScheme::None;
    return access;
}

/// Model lists come from the control plane, which has a host of its own.
EndpointAccess controlAccess(EndpointAccess access)
{
    QUrl& url = access.endpoint.baseUrl;
    QString host = url.host();
    if (host.startsWith(kRuntime) && host.contains("amazonaws.com"_L1))
        url.setHost(kControl + host.sliced(kRuntime.size()));
    return access;
}

class BedrockDialect final : public Dialect
{
public:
    QString id() const override { return u"bedrock"_s; }

    Result<HttpRequest> encode(
        const ChatRequest& request, const QString& model, const EndpointAccess& access) const override
    {
        const auto body = bedrockBody(request, model, access.endpoint);
        if (!body)
            return std::unexpected(body.error());
        const QString path = u"/model/{model}/"_s + (request.stream ? "converse-stream"_L1 : "converse"_L1);
        return postJson(unsignedAccess(access), {.path = path, .version = {}, .tails = {}},
            access.endpoint.quirks.chatPath, model, *body)
            .and_then([&](HttpRequest http) { return authorised(std::move(http), access); });
    }

    Result<HttpRequest> signedAgain(HttpRequest request, const EndpointAccess& access) const override
    {
        if (access.endpoint.auth != AuthScheme::AwsSigV4 || isApiKey(access.key))
            return request;
        request.headers.removeIf([](const HttpHeader& header) {
            return header.name.startsWith("x-amz-") || header.name == "authorization";
        });
        return authorised(std::move(request), access);
    }

    QStringList warnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint) const override
    {
        return bedrockWarnings(request, model, endpoint);
    }

    std::unique_ptr<StreamDecoder> decoder(const HttpHead& head, const Endpoint&) const override
    {
        return std::make_unique<BedrockDecoder>(QString::fromLatin1(head.header("x-amzn-requestid")));
    }

    Error decodeError(const HttpHead& head, QByteArrayView body) const override { return errorFromBody(head, body); }

    /// Two lists: models that take calls under their own id, then inference profiles, through which alone the newer
    /// models can be called.
    Result<HttpRequest> listModels(const EndpointAccess& access, const QByteArray& page) const override
    {
        const EndpointAccess control = controlAccess(unsignedAccess(access));
        return getModels(control, {.path = bedrockModelPath(page), .version = {}, .tails = {}})
            .and_then([&](HttpRequest http) { return authorised(std::move(http), access); });
    }

    Result<ModelPage> decodeModels(QByteArrayView body) const override { return bedrockModelPage(body); }
};

} // namespace

std::unique_ptr<const Dialect> makeBedrockDialect()
{
    return std::make_unique<BedrockDialect>();
}

} // namespace assay
