// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/endpointstore.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

Endpoint sample()
{
    Endpoint endpoint;
    endpoint.id = u"my-server"_s;
    endpoint.name = u"My server"_s;
    endpoint.dialect = u"openai-chat"_s;
    endpoint.baseUrl = QUrl(u"https://llm.example.org/v1"_s);
    endpoint.keyVariables = {u"MY_KEY"_s};
    endpoint.keyPattern = u"^mk-[a-z]{3}$"_s;
    endpoint.keyUrl = u"https://llm.example.org/keys"_s;
    endpoint.catalogProvider = u"openai"_s;
    endpoint.dataPolicy = u"Ours."_s;
    endpoint.local = true;
    endpoint.quirks = {.chatPath = u"/chat"_s,
        .modelsPath = u"-"_s,
        .maxTokensField = u"max_tokens"_s,
        .streamUsageOption = false,
        .reasoningIsAdditional = true,
        .cachedIsAdditional = true,
        .unsupported = {u"seed"_s},
        .headers = {{"x-title"_ba, "Assay"_ba}},
        .query = {{u"api-version"_s, u"2024-10-21"_s}}};
    return endpoint;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeText(const QString& path, const QByteArray& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

/// JSON with single quotes for double ones: raw string literals confuse moc.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray entry(const QByteArray& fields)
{
    return json("{'schema': 1, 'endpoints': [{'id': 'a', 'base_url': 'https://a.example'" + fields + "}]}");
}

} // namespace

class TestEndpointStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead()
    {
        const auto read = parseEndpoints(endpointsToJson({sample()}));
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        QCOMPARE(*read, QList{sample()});
    }

    void errorsNameEntryAndField_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("broken") << "{\n  \"schema\": 1,\n  oops"_ba << u"line 3, column 3"_s;
        QTest::newRow("empty") << QByteArray() << u"line 1"_s;
        QTest::newRow("no list") << "{\"schema\": 1}"_ba << u"'endpoints'"_s;
        QTest::newRow("other schema") << "{\"schema\": 2, \"endpoints\": []}"_ba << u"'schema'"_s;
        QTest::newRow("no object") << json("{'schema': 1, 'endpoints': [7]}") << u"Entry 1"_s;
        QTest::newRow("no id") << json("{'schema': 1, 'endpoints': [{'base_url': 'https://a.b'}]}")
                               << u"Entry 1: field 'id'"_s;
        QTest::newRow("no address") << json("{'schema': 1, 'endpoints': [{'id': 'a'}]}")
                                    << u"Entry 1 ('a'): field 'base_url'"_s;
        QTest::newRow("wrong type") << entry(", 'name': 5") << u"Entry 1 ('a'): field 'name' must be text"_s;
        QTest::newRow("misspelt") << entry(", 'dialekt': 'x'") << u"field 'dialekt' is not known"_s;
        QTest::newRow("auth") << entry(", 'auth': 'basic'") << u"field 'auth' has the unknown value 'basic'"_s;
        QTest::newRow("list item") << entry(", 'key_variables': [1]") << u"field 'key_variables'"_s;
        QTest::newRow("quirk") << entry(", 'quirks': {'tempo': 1}") << u"Entry 1 ('a'), quirks: field 'tempo'"_s;
        QTest::newRow("quirk type") << entry(", 'quirks': {'headers': {'x': 1}}") << u"item 'x' must be text"_s;
        QTest::newRow("a key in the file") << entry(", 'key': 'sk-1234'") << u"field 'key' is not known"_s;
        QTest::newRow("key header") << entry(", 'quirks': {'headers': {'Authorization': 'Bearer x'}}")
                                    << u"Entry 1 ('a')"_s;
        QTest::newRow("twice") << json(
            "{'schema':1,'endpoints':[{'id':'a','base_url':'https://a.b'},{'id':'a','base_url':'https://a.b'}]}")
                               << u"Entry 2 ('a'): field 'id' is used twice"_s;
        QTest::newRow("pattern") << entry(", 'key_pattern': 'abc'") << u"key pattern"_s;
    }
    void errorsNameEntryAndField()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, part);
        const auto read = parseEndpoints(text);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::InvalidRequest);
        QVERIFY2(read.error().detail.contains(part), qPrintable(read.error().detail));
    }

    void refusesUnsafeEndpoints_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("part");
        const auto row = [](const char* name, const QString& id, const QString& url, const QString& part) {
            QTest::newRow(name) << id << url << part;
        };
        const QString fine = u"https://a.example/v1"_s;
        row("capital", u"OpenAI"_s, fine, u"cannot be used"_s);
        row("slash", u"a/b"_s, fine, u"cannot be used"_s);
        row("empty id", QString(), fine, u"cannot be used"_s);
        row("dots", u".."_s, fine, u"cannot be used"_s);
        row("long", QString(65, u'a'), fine, u"cannot be used"_s);
        row("no url", u"a"_s, QString(), u"not a web address"_s);
        row("file", u"a"_s, u"file:///etc/passwd"_s, u"https:// or http://"_s);
        row("ftp", u"a"_s, u"ftp://a.example"_s, u"https:// or http://"_s);
        row("no host", u"a"_s, u"https:///v1"_s, u"host"_s);
        row("no scheme", u"a"_s, u"a.example/v1"_s, u"https:// or http://"_s);
        row("password", u"a"_s, u"https://me:pw@a.example"_s, u"user name or password"_s);
        row("user", u"a"_s, u"https://me@a.example"_s, u"user name or password"_s);
        row("empty user", u"a"_s, u"https://@a.example"_s, u"user name or password"_s);
        row("key in query", u"a"_s, u"https://a.example/?api_key=sk-canary"_s, u"'api_key'"_s);
        row("key item", u"a"_s, u"https://a.example/?key=sk-canary"_s, u"'key'"_s);
        row("query", u"a"_s, u"https://a.example/?x=1"_s, u"question mark"_s);
        row("fragment", u"a"_s, u"https://a.example/#x"_s, u"#"_s);
    }
    void refusesUnsafeEndpoints()
    {
        QFETCH(QString, id);
        QFETCH(QString, url);
        QFETCH(QString, part);
        QTemporaryDir folder;
        EndpointStore store(folder.path());
        Endpoint endpoint = sample();
        endpoint.id = id;
        endpoint.baseUrl = QUrl(url);
        const auto added = store.add(endpoint, OnClash::Refuse);
        QVERIFY(!added);
        QCOMPARE(added.error().kind, ErrorKind::InvalidRequest);
        QVERIFY2(added.error().detail.contains(part), qPrintable(added.error().detail));
        QVERIFY2(!added.error().detail.contains("canary"_L1), "an error must not repeat a secret");
        QVERIFY(added.error().detail.endsWith(u'.'));
        QVERIFY(!QFile::exists(store.filePath()));
    }

    void aKeyInPlaceOfAVariableNameIsNotRepeated()
    {
        Endpoint endpoint = sample();
        endpoint.keyVariables = {u"sk-canary-123"_s};
        const auto valid = validateEndpoint(endpoint);
        QVERIFY(!valid);
        QVERIFY(!valid.error().detail.contains("canary"_L1));
    }

    void addsFindsAndRemoves()
    {
        QTemporaryDir folder;
        EndpointStore store(folder.path());
        QVERIFY(store.load());
        const auto presets = store.list().size();
        QVERIFY(store.add(sample(), OnClash::Refuse));
        Endpoint expected = sample();
        expected.custom = true;
        QCOMPARE(store.find(u"my-server"), expected);
        QCOMPARE(store.list().size(), presets + 1);

        EndpointStore other(folder.path());
        QVERIFY(!other.find(u"my-server"));
        QVERIFY(other.load());
        QCOMPARE(other.find(u"my-server"), expected);

        QVERIFY(!store.add(sample(), OnClash::Refuse));
        expected.name = u"New"_s;
        QVERIFY(store.add(expected, OnClash::Override));
        QCOMPARE(store.find(u"my-server")->name, u"New"_s);
        QCOMPARE(store.list().size(), presets + 1);

        QVERIFY(store.remove(u"my-server"_s));
        QVERIFY(!store.find(u"my-server"));
        const auto again = store.remove(u"my-server"_s);
        QVERIFY(!again && again.error().kind == ErrorKind::InvalidRequest);
    }

    void theFileIsForItsOwnerOnly()
    {
        QTemporaryDir folder;
        EndpointStore store(folder.filePath(u"profile"_s));
        QVERIFY(store.add(sample(), OnClash::Refuse));
        const auto permissions = QFileInfo(store.filePath()).permissions();
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
            | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
        QVERIFY(!(permissions & others));
        QVERIFY(permissions & QFileDevice::ReadOwner);
    }

    void aPresetIsOverriddenKnowingly()
    {
        QTemporaryDir folder;
        EndpointStore store(folder.path());
        Endpoint mine = sample();
        mine.id = u"openai"_s;
        const auto refused = store.add(mine, OnClash::Refuse);
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.contains("built-in"_L1));
        const auto before = store.list().size();
        QVERIFY(store.add(mine, OnClash::Override));
        QCOMPARE(store.list().size(), before);
        QCOMPARE(store.find(u"openai")->baseUrl, mine.baseUrl);
        QVERIFY(store.find(u"openai")->custom);
        QVERIFY(store.isPreset(u"openai"));
        QVERIFY(store.remove(u"openai"_s));
        QCOMPARE(store.find(u"openai")->baseUrl.host(), u"api.openai.com"_s);
        const auto preset = store.remove(u"openai"_s);
        QVERIFY(!preset);
        QVERIFY(preset.error().detail.contains("built in"_L1));
    }

    void aDamagedFileIsReportedAndKept()
    {
        QTemporaryDir folder;
        EndpointStore store(folder.path());
        const QByteArray damaged = "{\n \"schema\": 1, \"endpoints\": [\n {\"id\": \"mine\",, }]}";
        writeText(store.filePath(), damaged);
        const auto loaded = store.load();
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().kind, ErrorKind::Storage);
        QVERIFY(loaded.error().detail.contains(store.filePath()));
        QVERIFY2(loaded.error().detail.contains("line 3"_L1), qPrintable(loaded.error().detail));
        QVERIFY(store.find(u"openai"));
        QVERIFY(!store.add(sample(), OnClash::Override));
        QVERIFY(!store.remove(u"mine"_s));
        QCOMPARE(contentOf(store.filePath()), damaged);
    }

    void othersEntriesAndTheirVariablesSurviveAnEdit()
    {
        QTemporaryDir folder;
        EndpointStore store(folder.path(), {{u"REGION"_s, u"eu"_s}});
        QVERIFY(store.load());
        writeText(store.filePath(),
            json("{'schema': 1, 'endpoints': [{'id': 'theirs', 'base_url': 'https://{REGION}.example.org/v1'}]}"));
        QVERIFY(store.add(sample(), OnClash::Refuse));
        QCOMPARE(store.find(u"theirs")->baseUrl, QUrl(u"https://eu.example.org/v1"_s));
        QVERIFY(contentOf(store.filePath()).contains("https://{REGION}.example.org/v1"));
        QVERIFY(store.remove(u"my-server"_s));
        QVERIFY(contentOf(store.filePath()).contains("{REGION}"));
    }

    void aFolderThatCannotBeWrittenIsAnError()
    {
        QTemporaryDir folder;
        writeText(folder.filePath(u"file"_s), "x");
        EndpointStore store(folder.filePath(u"file/profile"_s));
        const auto added = store.add(sample(), OnClash::Refuse);
        QVERIFY(!added);
        QCOMPARE(added.error().kind, ErrorKind::Storage);
        QVERIFY(!store.find(u"my-server"));
        const auto nowhere = EndpointStore(QString()).add(sample(), OnClash::Refuse);
        QVERIFY(!nowhere && nowhere.error().kind == ErrorKind::Storage);
    }
};

QTEST_GUILESS_MAIN(TestEndpointStore)
#include "tst_endpointstore.moc"
