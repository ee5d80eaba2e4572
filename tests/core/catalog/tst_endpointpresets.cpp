// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/endpointstore.h"
#include "core/catalog/localservers.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const AddressVariables kVariables{{u"AZURE_RESOURCE_NAME"_s, u"contoso"_s},
    {u"GOOGLE_CLOUD_PROJECT"_s, u"my-project"_s}, {u"CLOUDFLARE_ACCOUNT_ID"_s, u"abc123"_s}};

} // namespace

class TestEndpointPresets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parseAndAreSafe()
    {
        const auto presets = parseEndpoints(presetEndpointsJson(), kVariables);
        QVERIFY2(presets, presets ? "" : qPrintable(presets.error().detail));
        QVERIFY(presets->size() >= 36);
        for (const Endpoint& endpoint : *presets) {
            const auto valid = validateEndpoint(endpoint);
            QVERIFY2(valid, valid ? "" : qPrintable(endpoint.id + u": "_s + valid.error().detail));
            const QString host = endpoint.baseUrl.host();
            const bool loopback = host == "127.0.0.1"_L1;
            QVERIFY2(loopback || endpoint.baseUrl.scheme() == "https"_L1, qPrintable(endpoint.id));
            QVERIFY2(!endpoint.local || loopback, qPrintable(endpoint.id));
            QVERIFY2(endpoint.local || !endpoint.keyVariables.isEmpty(), qPrintable(endpoint.id));
            QVERIFY2(!endpoint.baseUrl.path().endsWith(u'/'), qPrintable(endpoint.id));
            QVERIFY(!endpoint.custom && !endpoint.simulated);
        }
    }

    void holdEveryAskedForProvider_data()
    {
        QTest::addColumn<QString>("dialect");
        QTest::addColumn<AuthScheme>("auth");
        const auto row
            = [](const char* id, const QString& dialect, AuthScheme auth) { QTest::newRow(id) << dialect << auth; };
        for (const char* id : {"openai", "mistral", "deepseek", "xai", "groq", "together", "fireworks", "perplexity",
                 "openrouter", "cerebras", "moonshotai", "zai", "huggingface", "nvidia", "sambanova", "deepinfra",
                 "novita", "hyperbolic", "github-models", "vercel", "portkey", "litellm", "llama-cpp", "lmstudio",
                 "vllm", "sglang", "jan", "text-generation-webui"})
            row(id, u"openai-chat"_s, AuthScheme::Bearer);
        row("openai-responses", u"openai-responses"_s, AuthScheme::Bearer);
        row("anthropic", u"anthropic"_s, AuthScheme::XApiKey);
        row("minimax", u"anthropic"_s, AuthScheme::XApiKey);
        row("google", u"gemini"_s, AuthScheme::XGoogApiKey);
        row("google-vertex", u"gemini"_s, AuthScheme::Bearer);
        row("cohere", u"cohere"_s, AuthScheme::Bearer);
        row("azure", u"openai-chat"_s, AuthScheme::ApiKey);
        row("azure-deployments", u"openai-chat"_s, AuthScheme::ApiKey);
        row("ollama-cloud", u"ollama"_s, AuthScheme::Bearer);
        row("amazon-bedrock", u"bedrock"_s, AuthScheme::AwsSigV4);
        row("ollama", u"ollama"_s, AuthScheme::None);
    }
    void holdEveryAskedForProvider()
    {
        QFETCH(QString, dialect);
        QFETCH(AuthScheme, auth);
        const auto endpoint = EndpointStore(QString()).find(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(endpoint);
        QCOMPARE(endpoint->dialect, dialect);
        QCOMPARE(endpoint->auth, auth);
    }

    void agreeWithTheCatalogue()
    {
        QFile file(QStringLiteral(ASSAY_SOURCE_DIR "/resources/catalog/catalog.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray providers = QJsonDocument::fromJson(file.readAll()).object().value("providers"_L1).toArray();
        QVERIFY(!providers.isEmpty());
        const EndpointStore store{QString()};
        QSet<QString> known;
        for (const QJsonValue& provider : providers) {
            const QString id = provider["id"_L1].toString();
            known.insert(id);
            const auto endpoint = store.find(id);
            QVERIFY2(endpoint, qPrintable(id));
            const QUrl theirs(provider["base_url"_L1].toString());
            // Together moved to a new host; the old one, which the catalogue has, still answers.
            if (!theirs.host().isEmpty() && id != "together"_L1 && id != "cloudflare"_L1)
                QVERIFY2(endpoint->baseUrl.host() == theirs.host(), qPrintable(id));
        }
        for (const Endpoint& endpoint : store.list()) {
            if (!endpoint.catalogProvider.isEmpty())
                QVERIFY2(known.contains(endpoint.catalogProvider), qPrintable(endpoint.id));
        }
    }

    void fillAddresses()
    {
        const EndpointStore store(QString(), kVariables);
        QCOMPARE(store.find(u"azure")->baseUrl, QUrl(u"https://contoso.openai.azure.com/openai/v1"_s));
        QCOMPARE(store.find(u"amazon-bedrock")->baseUrl, QUrl(u"https://bedrock-runtime.us-east-1.amazonaws.com"_s));
        QCOMPARE(store.find(u"google-vertex")->baseUrl,
            QUrl(u"https://aiplatform.googleapis.com/v1/projects/my-project/locations/global/publishers/google"_s));
        QVERIFY(store.missingVariables(u"azure"_s).isEmpty());

        const EndpointStore bare(QString(), {{u"AWS_DEFAULT_REGION"_s, u"eu-central-1"_s}});
        QVERIFY(bare.find(u"azure")->baseUrl.isEmpty());
        QCOMPARE(bare.missingVariables(u"azure"_s), QStringList{u"AZURE_RESOURCE_NAME"_s});
        QCOMPARE(bare.missingVariables(u"google-vertex"_s), QStringList{u"GOOGLE_CLOUD_PROJECT"_s});
        QVERIFY(bare.missingVariables(u"amazon-bedrock"_s).isEmpty());
        QCOMPARE(bare.find(u"amazon-bedrock")->baseUrl.host(), u"bedrock-runtime.eu-central-1.amazonaws.com"_s);
    }

    void anEnvironmentVariableCannotMoveTheHost_data()
    {
        QTest::addColumn<QString>("value");
        for (const char* value : {"evil.com/", "evil.com#", "evil.com?", "a@evil.com", "x:80", "..", "a b", "a\\b"})
            QTest::newRow(value) << QString::fromLatin1(value);
    }
    void anEnvironmentVariableCannotMoveTheHost()
    {
        QFETCH(QString, value);
        const AddressVariables variables{{u"AZURE_RESOURCE_NAME"_s, value}};
        const auto url = filledAddress(u"https://{AZURE_RESOURCE_NAME}.openai.azure.com/openai/v1"_s, variables);
        QVERIFY(!url);
        QVERIFY(url.error().detail.contains("AZURE_RESOURCE_NAME"_L1));
        // The other presets still work.
        QVERIFY(EndpointStore(QString(), variables).find(u"openai"));
        QVERIFY(EndpointStore(QString(), variables).find(u"azure")->baseUrl.isEmpty());
    }

    void pastedKeysNameTheirProvider_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("provider");
        const QString tail(64, u'0');
        QTest::newRow("openai project") << u"sk-proj-"_s + tail << u"openai"_s;
        QTest::newRow("openai old") << u"sk-"_s + tail.first(20) + u"T3BlbkFJ"_s + tail.first(20) << u"openai"_s;
        QTest::newRow("anthropic") << u"sk-ant-api03-"_s + tail << u"anthropic"_s;
        QTest::newRow("openrouter") << u"sk-or-v1-"_s + tail << u"openrouter"_s;
        QTest::newRow("google") << u"AIza"_s + tail.first(35) << u"google"_s;
        QTest::newRow("groq") << u"gsk_"_s + tail.first(52) << u"groq"_s;
        QTest::newRow("xai") << u"xai-"_s + tail << u"xai"_s;
        QTest::newRow("perplexity") << u"pplx-"_s + tail.first(48) << u"perplexity"_s;
        QTest::newRow("hugging face") << u"hf_"_s + tail.first(34) << u"huggingface"_s;
        QTest::newRow("nvidia") << u"nvapi-"_s + tail << u"nvidia"_s;
        QTest::newRow("cerebras") << u"csk-"_s + tail.first(48) << u"cerebras"_s;
        QTest::newRow("fireworks") << u"fw_"_s + tail.first(24) << u"fireworks"_s;
        QTest::newRow("github") << u"github_pat_"_s + tail << u"github-models"_s;
        QTest::newRow("vercel") << u"vck_"_s + tail << u"vercel"_s;
        QTest::newRow("bedrock") << u"ABSK"_s + tail << u"amazon-bedrock"_s;
        QTest::newRow("white space around") << u" \n xai-"_s + tail + u"\r\n"_s << u"xai"_s;
        QTest::newRow("ambiguous: many use sk- and 32 digits") << u"sk-"_s + tail.first(32) << QString();
        QTest::newRow("no known shape") << tail << QString();
        QTest::newRow("text after the key") << u"xai-"_s + tail + u" and more"_s << QString();
        QTest::newRow("a line below the key") << u"xai-"_s + tail + u"\nmore"_s << QString();
        QTest::newRow("empty") << QString() << QString();
    }
    void pastedKeysNameTheirProvider()
    {
        QFETCH(QString, key);
        QFETCH(QString, provider);
        QCOMPARE(providerForKey(key, EndpointStore(QString()).list()).value_or(QString()), provider);
    }

    void theMoreSpecificPatternWinsAndTiesAreNoAnswer()
    {
        const auto endpoint = [](const QString& id, const QString& pattern) {
            Endpoint made;
            made.id = id;
            made.keyPattern = pattern;
            return made;
        };
        const Endpoint wide = endpoint(u"wide"_s, u"^sk-.+$"_s);
        const Endpoint narrow = endpoint(u"narrow"_s, u"^sk-ab-.+$"_s);
        const Endpoint twin = endpoint(u"twin"_s, u"^sk-ab-[a-z]+$"_s);
        QCOMPARE(providerForKey(u"sk-ab-x", {wide, narrow}), u"narrow"_s);
        QCOMPARE(providerForKey(u"sk-ab-x", {narrow, wide}), u"narrow"_s);
        QVERIFY(!providerForKey(u"sk-ab-x", {narrow, wide, twin}));
        QCOMPARE(providerForKey(u"sk-ab-9", {narrow, wide, twin}), u"narrow"_s);
    }

    void localServersAreProbedWhereTheyListen()
    {
        const auto servers = localServers(EndpointStore(QString()).list());
        QHash<QString, QString> probes;
        for (const LocalServer& server : servers)
            probes.insert(server.endpoint.id, server.probe.toString());
        QCOMPARE(probes.size(), 7);
        QCOMPARE(probes.value(u"ollama"_s), u"http://127.0.0.1:11434/api/version"_s);
        QCOMPARE(probes.value(u"llama-cpp"_s), u"http://127.0.0.1:8080/v1/models"_s);
        QCOMPARE(probes.value(u"lmstudio"_s), u"http://127.0.0.1:1234/api/v0/models"_s);
        QCOMPARE(probes.value(u"vllm"_s), u"http://127.0.0.1:8000/version"_s);
        QCOMPARE(probes.value(u"jan"_s), u"http://127.0.0.1:1337/v1/models"_s);
        QCOMPARE(probes.value(u"sglang"_s), u"http://127.0.0.1:30000/get_model_info"_s);
        QCOMPARE(probes.value(u"text-generation-webui"_s), u"http://127.0.0.1:5000/v1/internal/model/info"_s);

        const auto ollama = std::ranges::find(servers, u"ollama"_s, [](const LocalServer& s) { return s.endpoint.id; });
        QVERIFY(answersAs(*ollama, 200, R"({"version":"0.12.0"})"));
        QVERIFY(!answersAs(*ollama, 404, R"({"version":"0.12.0"})"));
        QVERIFY(!answersAs(*ollama, 200, "<html>Airflow</html>"));
    }

    void aMovedLocalServerIsProbedAtItsNewPort()
    {
        Endpoint moved = *EndpointStore(QString()).find(u"ollama");
        moved.baseUrl = QUrl(u"http://127.0.0.1:9999/"_s);
        QCOMPARE(localServers({moved}).first().probe, QUrl(u"http://127.0.0.1:9999/api/version"_s));
    }
};

QTEST_GUILESS_MAIN(TestEndpointPresets)
#include "tst_endpointpresets.moc"
