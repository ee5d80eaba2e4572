// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/openrouterdocuments.h"
#include "tests/core/gateway/gatewayfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr HealthTime kNow = 1'000'000'000s;

QList<ListedModel> threeModels()
{
    ListedModel first{.ref = {u"a"_s, u"m-1"_s}, .name = u"M"_s, .canonical = u"maker/m"_s};
    first.contextTokens = 1000;
    first.inputPrice = Money::fromPico(2'000'000);
    first.capabilities = {u"tools"_s};
    ListedModel second{.ref = {u"b"_s, u"m"_s}, .name = u"M"_s, .canonical = u"maker/m"_s};
    ListedModel other{.ref = {u"b"_s, u"text-embed"_s}, .name = {}};
    return {first, second, other};
}

/// Six calls, of which one failed, from one to six seconds to the first token.
EndpointHealth sixCalls()
{
    EndpointHealth out;
    for (int i = 1; i <= 6; ++i) {
        HealthSample sample{.at = kNow - 10min, .outcome = HealthOutcome::Success};
        sample.latency = i;
        sample.throughput = 10 * i;
        if (i == 3)
            sample = {.at = sample.at, .outcome = HealthOutcome::Failure};
        out.note(sample);
    }
    return out;
}

QJsonObject parsed(const QByteArray& document)
{
    return QJsonDocument::fromJson(document).object();
}

} // namespace

/// What OpenRouter's clients ask beside chatting.
class TestOpenRouterDocuments : public QObject, private GatewayScene
{
    Q_OBJECT

private Q_SLOTS:
    void pages()
    {
        QCOMPARE(pageOf(threeModels(), {}).models.size(), 3);
        const auto page = pageOf(threeModels(), "offset=1&limit=1");
        QCOMPARE(page.total, 3);
        QCOMPARE(page.models.size(), 1);
        QCOMPARE(page.models.first().ref.toString(), u"b/m"_s);
        // Where a client would ask for ever if it were given the same again.
        QCOMPARE(pageOf(threeModels(), "offset=3&limit=3").models.size(), 0);
        QCOMPARE(pageOf(threeModels(), "offset=x&limit=-2").models.size(), 3);
        QCOMPARE(embeddingModels(threeModels()).size(), 1);
    }

    void providersOnce()
    {
        const QJsonArray data = parsed(providerList(threeModels()))["data"_L1].toArray();
        QCOMPARE(data.size(), 2);
        QCOMPARE(data[1]["slug"_L1].toString(), u"b"_s);
        QVERIFY(data[0]["privacy_policy_url"_L1].isNull());
    }

    void endpointsOfOneModel()
    {
        const auto healthOf
            = [](const ModelRef& model) { return model.provider == "a"_L1 ? sixCalls() : EndpointHealth(); };
        for (const QString& id : {u"a/m-1"_s, u"maker/m"_s}) {
            const QJsonValue data = parsed(endpointList(threeModels(), id, healthOf, kNow))["data"_L1];
            QCOMPARE(data["id"_L1].toString(), u"a/m-1"_s);
            const auto endpoints = data["endpoints"_L1].toArray();
            QCOMPARE(endpoints.size(), 2);
            const auto first = endpoints[0].toObject();
            QCOMPARE(first["provider_name"_L1].toString(), u"a"_s);
            QCOMPARE(first["context_length"_L1].toInt(), 1000);
            QCOMPARE(first["pricing"_L1]["prompt"_L1].toString(), u"0.000002"_s);
            QCOMPARE(first["pricing"_L1]["completion"_L1].toString(), u"-1"_s);
            QVERIFY(first["supported_parameters"_L1].toArray().contains(u"tools"_s));
            QCOMPARE(first["status"_L1].toInt(-9), 0);
            QCOMPARE(qRound(first["uptime_last_30m"_L1].toDouble()), 83);
            QVERIFY(first["uptime_last_5m"_L1].isNull());
            QCOMPARE(first["latency_last_30m"_L1]["p50"_L1].toDouble(), 4000.0);
            QVERIFY(first["throughput_last_30m"_L1]["p99"_L1].toDouble() >= 50);
            for (const auto unknown : {"uptime_last_1d"_L1, "latency_last_30m"_L1, "throughput_last_30m"_L1})
                QVERIFY(endpoints[1].toObject()[unknown].isNull());
        }
        QVERIFY(endpointList(threeModels(), u"a/none"_s, healthOf, kNow).isEmpty());
    }

    void creditsAreTheTightestLimit()
    {
        VirtualKey key;
        KeySpend spend{.day = Money::fromPico(1), .week = Money::fromPico(2), .month = Money::fromPico(3)};
        QVERIFY(creditsDocument(key, spend).isEmpty());
        key.monthLimit = Money::fromPico(5'000'000'000'000);
        spend.month = Money::fromPico(1'500'000'000'000);
        const QJsonValue data = parsed(creditsDocument(key, spend))["data"_L1];
        QCOMPARE(data["total_credits"_L1].toDouble(), 5.0);
        QCOMPARE(data["total_usage"_L1].toDouble(), 1.5);
    }

    void overTheWire()
    {
        begin();
        QCOMPARE(m_gateway->get("/api/v1/models/count").json()["data"_L1]["count"_L1].toInt(), 1);
        QCOMPARE(m_gateway->get("/v1/models/user?offset=0&limit=10").json()["data"_L1].toArray().size(), 1);
        QCOMPARE(m_gateway->get("/v1/models/user?offset=1").json()["data"_L1].toArray().size(), 0);
        QCOMPARE(m_gateway->get("/v1/models?offset=1").json()["total_count"_L1].toInt(), 1);
        QCOMPARE(m_gateway->get("/v1/embeddings/models").json()["data"_L1].toArray().size(), 0);
        QCOMPARE(m_gateway->get("/v1/providers").json()["data"_L1][0]["slug"_L1].toString(), u"sandbox"_s);
        QCOMPARE(m_gateway->get("/v1/model/sandbox/swift").json()["data"_L1]["id"_L1].toString(), u"sandbox/swift"_s);
        QCOMPARE(m_gateway->get("/v1/model/sandbox/none").head.status, 404);
        QCOMPARE(m_gateway->get("/v1/models/sandbox/none/endpoints").head.status, 404);
        QCOMPARE(m_gateway->get("/v1/credits").head.status, 403); // the key has no limit
        for (int i = 0; i < 5; ++i)
            QCOMPARE(m_gateway->post("/v1/chat/completions", chat("sandbox/swift", true)).head.status, 200);
        const QJsonValue told
            = m_gateway->get("/v1/models/sandbox/swift/endpoints").json()["data"_L1]["endpoints"_L1][0];
        QCOMPARE(told["uptime_last_5m"_L1].toDouble(), 100.0);
        QVERIFY(told["latency_last_30m"_L1]["p50"_L1].isDouble());
        m_gateway.reset();
    }
};

QTEST_GUILESS_MAIN(TestOpenRouterDocuments)
#include "tst_openrouterdocuments.moc"
