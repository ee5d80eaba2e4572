// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/environmentstore.h"
#include "core/secrets/keytext.h"
#include "core/secrets/layeredstore.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

Endpoint endpoint(AuthScheme auth, const QStringList& variables)
{
    Endpoint made;
    made.id = u"google"_s;
    made.name = u"Google"_s;
    made.baseUrl = QUrl(u"https://api.example.com/v1"_s);
    made.auth = auth;
    made.keyVariables = variables;
    return made;
}

QProcessEnvironment environment(std::initializer_list<std::pair<QString, QString>> values)
{
    QProcessEnvironment made;
    for (const auto& [name, value] : values)
        made.insert(name, value);
    return made;
}

/// A store that always gives the same answer.
class FixedStore final : public SecretStore
{
public:
    explicit FixedStore(Result<FoundSecret> answer)
        : m_answer(std::move(answer))
    {
    }
    Result<FoundSecret> keyFor(const Endpoint&) const override { return m_answer; }

private:
    Result<FoundSecret> m_answer;
};

std::shared_ptr<const SecretStore> fixed(Result<FoundSecret> answer)
{
    return std::make_shared<FixedStore>(std::move(answer));
}

Result<FoundSecret> hit(const QByteArray& key)
{
    return FoundSecret{.key = Secret(key), .source = u"test"_s};
}

} // namespace

class TestEnvironmentStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBestVariableThatIsSetWins()
    {
        const Endpoint google = endpoint(AuthScheme::XGoogApiKey, {u"GEMINI_API_KEY"_s, u"GOOGLE_API_KEY"_s});
        const auto both
            = EnvironmentStore(environment({{u"GOOGLE_API_KEY"_s, u"second"_s}, {u"GEMINI_API_KEY"_s, u"first"_s}}))
                  .keyFor(google);
        QVERIFY(both);
        QCOMPARE(both->key.reveal().toByteArray(), "first"_ba);
        QCOMPARE(both->source, u"environment GEMINI_API_KEY"_s);

        const auto blank
            = EnvironmentStore(environment({{u"GEMINI_API_KEY"_s, u" \n"_s}, {u"GOOGLE_API_KEY"_s, u"second"_s}}))
                  .keyFor(google);
        QVERIFY(blank);
        QCOMPARE(blank->key.reveal().toByteArray(), "second"_ba);
        QCOMPARE(blank->source, u"environment GOOGLE_API_KEY"_s);
    }

    void noVariableIsASentenceOnWhatToDo()
    {
        const auto found
            = EnvironmentStore(environment({})).keyFor(endpoint(AuthScheme::Bearer, {u"OPENAI_API_KEY"_s}));
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::Authentication);
        QVERIFY(found.error().detail.contains("OPENAI_API_KEY"_L1));
        QVERIFY(found.error().detail.contains("Google"_L1));
    }

    void noKeyIsNeededWithoutAuthentication()
    {
        const auto found
            = EnvironmentStore(environment({{u"X"_s, u"k"_s}})).keyFor(endpoint(AuthScheme::None, {u"X"_s}));
        QVERIFY(found);
        QVERIFY(found->key.isEmpty());
        QCOMPARE(found->source, u"none needed"_s);
    }

    void whiteSpaceAroundAKeyIsDropped()
    {
        const auto found = EnvironmentStore(environment({{u"K"_s, u"\t sk-canary \r\n"_s}}))
                               .keyFor(endpoint(AuthScheme::Bearer, {u"K"_s}));
        QVERIFY(found);
        QCOMPARE(found->key.reveal().toByteArray(), "sk-canary"_ba);
    }

    void keysThatCannotBeSentAreRefused_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("line break") << u"sk-canary\nX-Evil: 1"_s;
        QTest::newRow("carriage return") << u"sk-canary\rmore"_s;
        QTest::newRow("tab") << u"sk-canary\tmore"_s;
        QTest::newRow("delete") << u"sk-canary\x7fmore"_s;
        QTest::newRow("zero width space") << u"sk-canary\u200bmore"_s;
        QTest::newRow("typographic quote") << u"\u201csk-canary\u201d"_s;
    }
    void keysThatCannotBeSentAreRefused()
    {
        QFETCH(QString, value);
        const auto found
            = EnvironmentStore(environment({{u"K"_s, value}})).keyFor(endpoint(AuthScheme::Bearer, {u"K"_s}));
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::Secret);
        QVERIFY(found.error().detail.contains("environment K"_L1));
        QVERIFY2(!found.error().detail.contains("canary"_L1), "an error must not repeat a key");
    }

    void awsKeysComeAsOne_data()
    {
        QTest::addColumn<QProcessEnvironment>("env");
        QTest::addColumn<QByteArray>("key");
        const std::pair<QString, QString> id{u"AWS_ACCESS_KEY_ID"_s, u"AKIA"_s};
        const std::pair<QString, QString> secret{u"AWS_SECRET_ACCESS_KEY"_s, u"s/e+c"_s};
        const std::pair<QString, QString> session{u"AWS_SESSION_TOKEN"_s, u"token=="_s};
        const std::pair<QString, QString> bearer{u"AWS_BEARER_TOKEN_BEDROCK"_s, u"ABSKxyz"_s};
        QTest::newRow("pair") << environment({id, secret}) << "AKIA:s/e+c"_ba;
        QTest::newRow("with session") << environment({id, secret, session}) << "AKIA:s/e+c:token=="_ba;
        QTest::newRow("bearer") << environment({bearer}) << "ABSKxyz"_ba;
        QTest::newRow("bearer first") << environment({id, secret, bearer}) << "ABSKxyz"_ba;
        QTest::newRow("half a pair") << environment({id}) << QByteArray();
        QTest::newRow("secret alone") << environment({secret, session}) << QByteArray();
    }
    void awsKeysComeAsOne()
    {
        QFETCH(QProcessEnvironment, env);
        QFETCH(QByteArray, key);
        for (const QStringList& variables :
            {QStringList(), QStringList{u"AWS_BEARER_TOKEN_BEDROCK"_s, u"AWS_ACCESS_KEY_ID"_s}}) {
            const auto found = EnvironmentStore(env).keyFor(endpoint(AuthScheme::AwsSigV4, variables));
            QCOMPARE(found.has_value(), !key.isEmpty());
            if (found)
                QCOMPARE(found->key.reveal().toByteArray(), key);
            else
                QCOMPARE(found.error().kind, ErrorKind::Authentication);
        }
    }

    void layersAreAskedInOrder()
    {
        const Endpoint openai = endpoint(AuthScheme::Bearer, {u"OPENAI_API_KEY"_s});
        const auto miss = [&] { return Result<FoundSecret>(std::unexpected(noKeyError(openai))); };
        const auto locked = [] { return Result<FoundSecret>(fail(ErrorKind::Secret, u"The keyring is locked."_s)); };
        QCOMPARE(LayeredStore({fixed(hit("a")), fixed(hit("b"))}).keyFor(openai)->key.reveal().toByteArray(), "a"_ba);
        QCOMPARE(LayeredStore({fixed(miss()), fixed(hit("b"))}).keyFor(openai)->key.reveal().toByteArray(), "b"_ba);
        QCOMPARE(LayeredStore({fixed(locked()), fixed(hit("b"))}).keyFor(openai)->key.reveal().toByteArray(), "b"_ba);

        const auto none = LayeredStore({fixed(miss()), fixed(miss())}).keyFor(openai);
        QVERIFY(!none && none.error().kind == ErrorKind::Authentication);
        QVERIFY(!LayeredStore({}).keyFor(openai));

        const auto failed = LayeredStore({fixed(miss()), fixed(locked())}).keyFor(openai);
        QVERIFY(!failed);
        QCOMPARE(failed.error().kind, ErrorKind::Secret);
        QVERIFY(failed.error().detail.contains("locked"_L1));
        QVERIFY(failed.error().detail.contains("OPENAI_API_KEY"_L1));
    }

    void localServersWorkWithoutAKeyUntilOneIsGiven()
    {
        Endpoint local = endpoint(AuthScheme::Bearer, {u"LLAMA_API_KEY"_s});
        local.local = true;
        const auto without = LayeredStore({fixed(std::unexpected(noKeyError(local)))}).keyFor(local);
        QVERIFY(without);
        QVERIFY(without->key.isEmpty());
        QCOMPARE(without->source, u"none needed"_s);
        QCOMPARE(LayeredStore({fixed(hit("k"))}).keyFor(local)->key.reveal().toByteArray(), "k"_ba);
    }

    void storedKeysBelongToAnAddress()
    {
        Endpoint openai = endpoint(AuthScheme::Bearer, {});
        openai.id = u"openai"_s;
        const QString account = keyAccount(openai);
        openai.baseUrl = QUrl(u"https://API.example.com:443/v2/"_s);
        QCOMPARE(keyAccount(openai), account);
        for (const QString& other :
            {u"https://evil.example/v1"_s, u"http://api.example.com/v1"_s, u"https://api.example.com:8443/v1"_s}) {
            openai.baseUrl = QUrl(other);
            QVERIFY2(!keyAccounts(openai).contains(account), qPrintable(other));
        }
        Endpoint sibling = endpoint(AuthScheme::Bearer, {});
        sibling.id = u"openai-responses"_s;
        sibling.catalogProvider = u"openai"_s;
        QVERIFY(keyAccount(sibling) != account);
        QVERIFY(keyAccounts(sibling).contains(account));
    }
};

QTEST_GUILESS_MAIN(TestEnvironmentStore)
#include "tst_environmentstore.moc"
