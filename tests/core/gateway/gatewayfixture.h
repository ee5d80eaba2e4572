// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/gatewayserver.h"
#include "core/net/choosingtransport.h"
#include "core/providers/dialectregistry.h"
#include "core/sandbox/sandboxendpoints.h"
#include "core/sandbox/sandboxserver.h"
#include "tests/core/sandbox/rawclient.h"
#include "tests/support/lanefixture.h"
#include "tests/support/loopbackserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>

#include <array>

namespace assay::testing {

/// A key as a request presents it.
inline std::array<QByteArrayView, 1> shown(const Secret& key)
{
    return {key.reveal()};
}

/// Virtual keys in memory.
class MemoryKeys final : public VirtualKeyStore
{
public:
    Result<QList<VirtualKey>> keys() const override
    {
        const QMutexLocker lock(&m_mutex);
        return m_keys;
    }
    Result<void> add(const VirtualKey& key) override
    {
        const QMutexLocker lock(&m_mutex);
        m_keys.append(key);
        return {};
    }
    Result<void> setDisabled(const QString& id, bool disabled) override
    {
        const QMutexLocker lock(&m_mutex);
        for (auto& key : m_keys) {
            if (key.id == id)
                key.disabled = disabled;
        }
        return {};
    }
    Result<void> remove(const QString& id) override
    {
        const QMutexLocker lock(&m_mutex);
        m_keys.removeIf([&](const VirtualKey& key) { return key.id == id; });
        return {};
    }
    Result<KeySpend> spend(const QString&, const QDateTime&) const override { return m_spend; }
    void setSpend(const KeySpend& spend) { m_spend = spend; }

private:
    mutable QMutex m_mutex;
    QList<VirtualKey> m_keys;
    KeySpend m_spend;
};

/// `sandbox/MODEL` in any dialect (`MODEL@DIALECT`), and `up/ANYTHING` at one OpenAI-compatible address.
class FixedRoutes final : public RouteSource
{
public:
    quint16 sandboxPort = 0;
    quint16 upstreamPort = 0;
    QString upstreamDialect; ///< empty: chat completions

    std::expected<LaneSpec, NoRoute> route(const RouteWish& wish, const ChatRequest& request) override
    {
        LaneSpec out{.request = request, .allowFallbacks = true};
        for (const auto& name : wish.models) {
            const auto model = ModelRef::parse(name);
            if (!wish.allowedProviders.isEmpty() && !wish.allowedProviders.contains(model.provider))
                return fail(ErrorKind::Permission, QStringLiteral("not allowed"));
            if (model.provider == QLatin1String("up")) {
                Endpoint endpoint = chatEndpoint(QStringLiteral("up"), upstreamPort);
                if (!upstreamDialect.isEmpty())
                    endpoint.dialect = upstreamDialect;
                add(out, endpoint, model.model);
                continue;
            }
            const auto bare = model.model.section(u'@', 0, 0);
            const auto dialect = model.model.section(u'@', 1, 1);
            auto endpoint = dialect.isEmpty() ? sandboxEndpoint(bare, sandboxPort)
                                              : sandboxEndpointFor(bare, dialect, sandboxPort);
            if (endpoint)
                add(out, *endpoint, bare);
        }
        if (out.endpoints.isEmpty())
            return fail(ErrorKind::ModelNotFound, QStringLiteral("no such model"));
        out.model = {.provider = out.endpoints.first().id, .model = out.targets.first().model};
        return out;
    }
    QStringList warnings(const ChatRequest&, const QString&, const Endpoint&) const override { return {}; }
    Result<HttpRequest> embeddings(const EndpointAccess& access, const QString&, const QByteArray& body) const override
    {
        HttpRequest out;
        out.url = access.endpoint.baseUrl;
        out.url.setPath(QStringLiteral("/v1/embeddings"));
        out.headers
            = {{.name = "authorization", .value = "Bearer " + access.key.reveal().toByteArray(), .secret = true}};
        out.body = body;
        return out;
    }
    QList<ListedModel> models() override
    {
        return {ListedModel{.ref = {QStringLiteral("sandbox"), QStringLiteral("swift")}, .name = QStringLiteral("S")}};
    }

private:
    static void add(LaneSpec& lane, const Endpoint& endpoint, const QString& model)
    {
        lane.endpoints.append(endpoint);
        lane.targets.append({.model = model, .modelRank = static_cast<int>(lane.targets.size())});
    }
};

/// The JSON objects of a stream of server-sent events.
inline QList<QJsonObject> events(const QByteArray& body)
{
    QList<QJsonObject> out;
    for (const auto& line : body.split('\n')) {
        if (line.startsWith("data: {"))
            out.append(QJsonDocument::fromJson(line.sliced(6)).object());
    }
    return out;
}

/// A gateway with one key, and what it recorded.
class GatewayFixture
{
public:
    explicit GatewayFixture(HttpLimits limits = {}, std::chrono::milliseconds keepAlive = std::chrono::seconds(10),
        const std::function<void(GatewayServices&)>& change = {})
    {
        const SystemClock clock;
        VirtualKey wish;
        wish.name = QStringLiteral("test");
        NewKey made = makeVirtualKey(wish, clock);
        key = made.secret.reveal().toByteArray();
        keyId = made.kept.id;
        Q_UNUSED(keys->add(made.kept))
        GatewayServices services{
            .makeTransport = [] { return std::make_unique<ChoosingTransport>(); },
            .dialects = std::make_shared<DialectRegistry>(),
            .secrets = std::make_shared<FixedSecrets>(),
            .clock = std::make_shared<SystemClock>(),
            .prices = [prices = std::make_shared<FlatPrices>()] { return prices; },
            .memory = memory,
            .timeouts = {},
            .routes = routes,
            .keys = keys,
            .record =
                [this](const RunRecord& run) {
                    const QMutexLocker lock(&m_mutex);
                    m_records.append(run);
                },
            .generation = [](const QString&) -> Result<RunRecord> { return fail(ErrorKind::InvalidRequest, {}); },
            .limits = limits,
            .keepAlive = keepAlive,
        };
        if (change)
            change(services);
        server = std::make_unique<GatewayServer>(std::move(services));
        port = server->start(0).value();
    }

    QList<RunRecord> records() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_records;
    }

    QByteArray host() const { return "host: 127.0.0.1:" + QByteArray::number(port) + "\r\n"; }
    QByteArray auth() const { return "authorization: Bearer " + key + "\r\n"; }

    /// A request with the right host and, unless others are given, the right key.
    QByteArray request(
        const QByteArray& method, const QByteArray& target, const QByteArray& body, const QByteArray& headers) const
    {
        QByteArray out = method + ' ' + target + " HTTP/1.1\r\n" + headers;
        if (!headers.toLower().contains("host:"))
            out += host();
        if (!body.isEmpty())
            out += "content-type: application/json\r\ncontent-length: " + QByteArray::number(body.size()) + "\r\n";
        return out + "\r\n" + body;
    }
    RawReply send(const QByteArray& method, const QByteArray& target, const QByteArray& body, const QByteArray& headers)
    {
        RawClient client(port);
        client.write(request(method, target, body, headers));
        return client.reply();
    }
    RawReply post(const QByteArray& target, const QByteArray& body) { return send("POST", target, body, auth()); }
    RawReply get(const QByteArray& target) { return send("GET", target, {}, auth()); }

    std::shared_ptr<RouteMemory> memory = std::make_shared<RouteMemory>();
    std::shared_ptr<FixedRoutes> routes = std::make_shared<FixedRoutes>();
    std::shared_ptr<MemoryKeys> keys = std::make_shared<MemoryKeys>();
    QByteArray key;
    QString keyId;
    quint16 port = 0;

private:
    mutable QMutex m_mutex;
    QList<RunRecord> m_records;

public:
    std::unique_ptr<GatewayServer> server; // ends first: it records until then
};

/// What tests of the gateway stand on: the gateway, and behind it the sandbox (`sandbox/…`) and a server that does what
/// the test says (`up/…`).
class GatewayScene
{
protected:
    void begin(HttpLimits limits = {}, std::chrono::milliseconds keepAlive = std::chrono::seconds(10))
    {
        m_upstream = std::make_unique<LoopbackServer>();
        m_sandbox = std::make_unique<SandboxServer>(SandboxOptions{.paceFactor = 0});
        use(limits, keepAlive);
    }
    void use(HttpLimits limits, std::chrono::milliseconds keepAlive = std::chrono::seconds(10))
    {
        m_gateway = std::make_unique<GatewayFixture>(limits, keepAlive);
        m_gateway->routes->sandboxPort = m_sandbox->start().value();
        m_gateway->routes->upstreamPort = m_upstream->port();
    }

    static QByteArray chat(const QByteArray& model, bool stream, const QByteArray& more = {})
    {
        return R"({"model":")" + model + R"(","stream":)" + (stream ? "true" : "false")
            + R"(,"messages":[{"role":"user","content":"Explain RAID levels"}])" + more + "}";
    }
    static QByteArray chunked(const QByteArray& bytes)
    {
        return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
    }
    inline static const QByteArray kStreamHead
        = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    inline static const QByteArray kPiece = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"}}]}\n\n";

    std::unique_ptr<SandboxServer> m_sandbox;
    std::unique_ptr<GatewayFixture> m_gateway;
    std::unique_ptr<LoopbackServer> m_upstream;
};

} // namespace assay::testing
