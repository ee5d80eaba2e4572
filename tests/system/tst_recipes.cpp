// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/sandbox/rawclient.h"
#include "tests/support/program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kSaidByTheModel = "Simulated answer from sandbox/swift"; // the last line of each of its answers

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString& path, const QString& text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0;
}

/// Installs the packages that `sources` pins into `folder`, once. Why not, if it cannot be.
QString install(const QString& sources, const QString& folder)
{
    if (QStandardPaths::findExecutable(u"npm"_s).isEmpty() || QStandardPaths::findExecutable(u"node"_s).isEmpty())
        return u"there is no npm here"_s;
    QDir().mkpath(folder);
    const QByteArray lock = contents(sources + u"/package-lock.json"_s);
    if (contents(folder + u"/installed.lock"_s) == lock)
        return {};
    for (const auto* name : {"package.json", "package-lock.json"}) {
        const QString file = u'/' + QString::fromLatin1(name);
        QFile::remove(folder + file);
        QFile::copy(sources + file, folder + file);
    }
    QProcess npm;
    npm.setWorkingDirectory(folder);
    npm.setProcessChannelMode(QProcess::MergedChannels);
    npm.start(u"npm"_s, {u"ci"_s, u"--no-audit"_s, u"--no-fund"_s, u"--ignore-scripts"_s});
    if (!npm.waitForFinished(600'000) || npm.exitCode() != 0)
        return u"npm ci failed (no registry?): "_s + QString::fromUtf8(npm.readAll().right(300));
    write(folder + u"/installed.lock"_s, QString::fromUtf8(lock));
    return {};
}

} // namespace

/// The recipes that the window shows, as `assay gateway recipe` prints them, against a gateway over simulated models:
/// what is printed is run as it is, with a key in its place.
class TestRecipes : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_profile;
    QTemporaryDir m_home; // of the tools
    QProcess m_gateway;
    quint16 m_port = 0;
    QString m_key;
    QString m_sdks = QStringLiteral(ASSAY_BINARY_DIR "/recipes");
    QString m_tools = QStringLiteral(ASSAY_BINARY_DIR "/recipetools");
    QString m_noSdks;
    QString m_noTools;

    QString sources() const { return QStringLiteral(ASSAY_SOURCE_DIR "/tests/system/recipes"); }
    QString address() const { return u"http://127.0.0.1:%1"_s.arg(m_port); }

    /// The text of the first snippet of this kind, with the key filled in; empty if there is none.
    QString snippet(const QString& recipe, const QString& kind) const
    {
        const auto told = runProgram(
            m_profile.path(), {u"gateway"_s, u"recipe"_s, recipe, u"--json"_s, u"--port"_s, QString::number(m_port)})
                              .json();
        const auto snippets = told["snippets"_L1].toArray();
        for (const auto& item : snippets) {
            if (item["kind"_L1].toString() == kind)
                return item["text"_L1].toString().replace(told["placeholder"_L1].toString(), m_key);
        }
        return {};
    }

    /// Runs a program with nothing of this session but the way to programs; what it printed.
    QByteArray run(const QString& program, const QStringList& arguments, const QString& folder) const
    {
        QProcess process;
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        environment.insert(u"HOME"_s, m_home.path());
        for (const char* quiet :
            {"CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "DISABLE_AUTOUPDATER", "CLINE_TELEMETRY_DISABLED"})
            environment.insert(QString::fromLatin1(quiet), u"1"_s);
        environment.insert(u"CONTINUE_TELEMETRY_ENABLED"_s, u"0"_s);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(folder);
        process.setStandardInputFile(QProcess::nullDevice());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        if (!process.waitForFinished(180'000)) {
            process.kill();
            process.waitForFinished();
            return "did not end: " + process.readAll();
        }
        return "exit " + QByteArray::number(process.exitCode()) + "\n" + process.readAll();
    }

    RawReply ask(const QByteArray& method, const QString& url, const QList<QByteArray>& headers, QByteArray body) const
    {
        const QString root = address();
        if (!url.startsWith(root))
            return {};
        RawClient client(m_port);
        QByteArray request = method + ' ' + url.sliced(root.size()).toLatin1()
            + " HTTP/1.1\r\nhost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n";
        for (const auto& header : headers)
            request += header + "\r\n";
        client.write(request + "content-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        return client.reply();
    }

    /// What a client of OpenAI's format does that was told this address, key and model.
    void speaksOpenAi(const QString& base, const QString& key, const QString& model) const
    {
        const QList<QByteArray> headers{"authorization: Bearer " + key.toLatin1(), "content-type: application/json"};
        const auto models = ask("GET", base + u"/models"_s, headers, {});
        QCOMPARE(models.head.status, 200);
        QVERIFY(models.body.contains('"' + model.toLatin1() + '"'));
        const QByteArray asked
            = "{\"model\":\"" + model.toLatin1() + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";
        const auto answer = ask("POST", base + u"/chat/completions"_s, headers, asked + '}');
        QCOMPARE(answer.head.status, 200);
        QVERIFY(answer.body.contains(kSaidByTheModel));
        // As they do most of the time: streamed, with the fields that are theirs.
        const auto streamed = ask("POST", base + u"/chat/completions"_s, headers,
            asked + R"(,"stream":true,"stream_options":{"include_usage":true},"temperature":0,"max_tokens":null})");
        QCOMPARE(streamed.head.status, 200);
        QVERIFY(streamed.body.contains("\"usage\":{") && streamed.body.endsWith("data: [DONE]\n\n"));
    }

    /// `NAME: value` or `export NAME="value"` of a snippet.
    static QString valueOf(const QString& text, const QString& name)
    {
        const QRegularExpression line(
            u"^\\s*(?:export )?%1(?:=|: *)\"?([^\"\\n]*)\"?$"_s.arg(name), QRegularExpression::MultilineOption);
        return line.match(text).captured(1);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto made = runProgram(m_profile.path(), {u"gateway"_s, u"keys"_s, u"create"_s, u"recipes"_s});
        QCOMPARE(made.code, 0);
        m_key = QString::fromLatin1(made.out.trimmed());
        m_gateway.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_gateway.start(QStringLiteral(ASSAY_EXECUTABLE),
            {u"--profile"_s, m_profile.path(), u"--sandbox-pace"_s, u"0"_s, u"serve"_s, u"--port"_s, u"0"_s,
                u"--json"_s});
        QByteArray said;
        while (!QJsonDocument::fromJson(said).isObject() && m_gateway.waitForReadyRead(30'000))
            said += m_gateway.readAllStandardOutput();
        m_port = static_cast<quint16>(QJsonDocument::fromJson(said).object().value("port"_L1).toInt());
        QVERIFY(m_port != 0);
        m_noSdks = install(sources(), m_sdks);
        if (qEnvironmentVariableIsSet("ASSAY_RECIPE_TOOLS") || QFile::exists(m_tools + u"/installed.lock"_s))
            m_noTools = install(sources() + u"/tools"_s, m_tools);
        else
            m_noTools = u"the tools are 1.3 GB from npm: set ASSAY_RECIPE_TOOLS=1 to install and run them"_s;
    }

    void cleanupTestCase()
    {
        m_gateway.terminate();
        QVERIFY(m_gateway.waitForFinished(30'000));
        QCOMPARE(m_gateway.exitCode(), 0);
    }

    void everyRecipeNamesTheAddress()
    {
        const auto all = runProgram(m_profile.path(), {u"gateway"_s, u"recipe"_s, u"--json"_s, u"--port"_s, u"4141"_s});
        QCOMPARE(all.code, 0);
        const auto recipes = all.json()["recipes"_L1].toArray();
        QVERIFY(recipes.size() >= 10);
        for (const auto& recipe : recipes) {
            QByteArray whole;
            const auto snippets = recipe["snippets"_L1].toArray();
            for (const auto& snippet : snippets)
                whole += snippet["text"_L1].toString().toUtf8();
            QVERIFY2(whole.contains("http://127.0.0.1:4141"), qPrintable(recipe["id"_L1].toString()));
            QVERIFY2(whole.contains(all.json()["placeholder"_L1].toString().toUtf8()),
                qPrintable(recipe["id"_L1].toString()));
        }
        QCOMPARE(runProgram(m_profile.path(), {u"gateway"_s, u"recipe"_s, u"nothing"_s}).code, 2);
    }

    void settingsAreKept()
    {
        QTemporaryDir own;
        const auto set = [&](const QStringList& more) {
            return runProgram(own.path(), QStringList{u"gateway"_s, u"settings"_s, u"--json"_s} + more);
        };
        QCOMPARE(set({}).json(), (QJsonObject{{u"port"_s, 8787}, {u"autostart"_s, false}}));
        QCOMPARE(set({u"--port"_s, u"9123"_s, u"--autostart"_s, u"on"_s}).code, 0);
        QCOMPARE(set({}).json(), (QJsonObject{{u"port"_s, 9123}, {u"autostart"_s, true}}));
        QVERIFY(runProgram(own.path(), {u"gateway"_s, u"recipe"_s, u"curl"_s}).out.contains("127.0.0.1:9123/v1"));
    }

    void javaScript_data()
    {
        QTest::addColumn<QString>("recipe");
        for (const char* name :
            {"openai-sdk", "anthropic-sdk", "langchain", "vercel-ai", "openrouter-sdk", "google-genai", "ollama"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void javaScript()
    {
        if (!m_noSdks.isEmpty())
            QSKIP(qPrintable(m_noSdks));
        QFETCH(QString, recipe);
        const QString path = m_sdks + u'/' + recipe + u".mjs"_s;
        QVERIFY(write(path, snippet(recipe, u"javascript"_s)));
        const QByteArray said = run(u"node"_s, {path}, m_sdks);
        QVERIFY2(said.startsWith("exit 0\n") && said.contains(kSaidByTheModel), said.constData());
    }

    void python_data()
    {
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<QString>("module");
        QTest::newRow("openai-sdk") << u"openai-sdk"_s << u"openai"_s;
        QTest::newRow("anthropic-sdk") << u"anthropic-sdk"_s << u"anthropic"_s;
        QTest::newRow("langchain") << u"langchain"_s << u"langchain_openai"_s;
    }
    void python()
    {
        QFETCH(QString, recipe);
        QFETCH(QString, module);
        const QString python = qEnvironmentVariable("ASSAY_PYTHON", u"python3"_s);
        const QString path = m_home.filePath(recipe + u".py"_s);
        QVERIFY(write(path, snippet(recipe, u"python"_s)));
        if (QStandardPaths::findExecutable(python).isEmpty())
            QSKIP("there is no Python here");
        const QByteArray parsed
            = run(python, {u"-c"_s, u"import ast, sys; ast.parse(open(sys.argv[1]).read())"_s, path}, m_home.path());
        QVERIFY2(parsed.startsWith("exit 0"), parsed.constData());
        if (!run(python, {u"-c"_s, u"import "_s + module}, m_home.path()).startsWith("exit 0"))
            QSKIP(qPrintable(u"its syntax is right, but %1 is not installed for %2"_s.arg(module, python)));
        const QByteArray said = run(python, {path}, m_home.path());
        QVERIFY2(said.startsWith("exit 0\n") && said.contains(kSaidByTheModel), said.constData());
    }

    /// Where there is no curl, what it would send is sent.
    void curl()
    {
        const QString text = snippet(u"curl"_s, u"shell"_s);
        if (!QStandardPaths::findExecutable(u"curl"_s).isEmpty()) {
            const QByteArray said = run(u"sh"_s, {u"-c"_s, text}, m_home.path());
            QVERIFY2(said.startsWith("exit 0\n") && said.contains(kSaidByTheModel), said.constData());
            return;
        }
        static const QRegularExpression url(u"^curl (?:-N )?\"([^\"]+)\""_s);
        static const QRegularExpression header(u"-H \"([^\"]+)\""_s);
        static const QRegularExpression data(u"-d '([^']+)'"_s, QRegularExpression::DotMatchesEverythingOption);
        QList<QByteArray> headers;
        for (auto it = header.globalMatch(text); it.hasNext();)
            headers.append(it.next().captured(1).toLatin1());
        QCOMPARE(headers.size(), 2);
        const auto reply = ask("POST", url.match(text).captured(1), headers, data.match(text).captured(1).toUtf8());
        QCOMPARE(reply.head.status, 200);
        QVERIFY(reply.body.contains(kSaidByTheModel));
    }

    void openWebUi()
    {
        const QString shell = snippet(u"open-webui"_s, u"shell"_s);
        speaksOpenAi(valueOf(shell, u"OPENAI_API_BASE_URL"_s), valueOf(shell, u"OPENAI_API_KEY"_s), u"sandbox/swift"_s);
        const QString settings = snippet(u"open-webui"_s, u"settings"_s);
        speaksOpenAi(valueOf(settings, u"URL"_s), valueOf(settings, u"Key"_s), u"sandbox/swift"_s);
    }

    /// Aider's library takes `openai/` off the model's name and adds the path to the base.
    void aider()
    {
        const QString shell = snippet(u"aider"_s, u"shell"_s);
        static const QRegularExpression model(u"aider --model \"openai/([^\"]+)\""_s);
        speaksOpenAi(
            valueOf(shell, u"OPENAI_API_BASE"_s), valueOf(shell, u"OPENAI_API_KEY"_s), model.match(shell).captured(1));
    }

    void continueConfig()
    {
        const QString yaml = snippet(u"continue"_s, u"yaml"_s);
        QVERIFY(yaml.contains("\nschema: v1\n"_L1));
        QVERIFY(yaml.contains("\n    provider: openai\n"_L1));
        speaksOpenAi(valueOf(yaml, u"apiBase"_s), valueOf(yaml, u"apiKey"_s), valueOf(yaml, u"model"_s));
    }

    void clineSettings()
    {
        const QString settings = snippet(u"cline"_s, u"settings"_s);
        speaksOpenAi(valueOf(settings, u"Base URL"_s), valueOf(settings, u"OpenAI Compatible API Key"_s),
            valueOf(settings, u"Model ID"_s));
    }

    void codexConfig()
    {
        const QString toml = snippet(u"codex"_s, u"toml"_s);
        static const QRegularExpression base(u"^base_url = \"([^\"]+)\"$"_s, QRegularExpression::MultilineOption);
        const auto reply = ask("POST", base.match(toml).captured(1) + u"/responses"_s,
            {"authorization: Bearer " + m_key.toLatin1(), "content-type: application/json"},
            R"({"model":"sandbox/swift","input":"Hello"})");
        QCOMPARE(reply.head.status, 200);
        QVERIFY(toml.contains("wire_api = \"responses\""_L1));
    }

    void tool_data()
    {
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<QString>("config"); ///< kind of the snippet that is a file, and where it goes
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("command"); ///< last line of the shell snippet
        QTest::addColumn<QString>("asks"); ///< what is run in its place
        const QString bin = m_tools + u"/node_modules/"_s;
        QTest::newRow("Claude Code") << u"claude-code"_s << u""_s << u""_s << u"claude"_s
                                     << bin + u"@anthropic-ai/claude-code-linux-x64/claude -p Hello"_s;
        QTest::newRow("Codex CLI") << u"codex"_s << u"toml"_s << u".codex/config.toml"_s << u"codex"_s
                                   << bin + u".bin/codex exec --skip-git-repo-check Hello"_s;
        QTest::newRow("Cline") << u"cline"_s << u""_s << u""_s << u"cline -P openai-compatible"_s
                               << bin + u".bin/cline -P openai-compatible 'Say hello'"_s;
        QTest::newRow("Continue") << u"continue"_s << u"yaml"_s << u".continue/config.yaml"_s << u""_s
                                  << bin + u".bin/cn -p --config ~/.continue/config.yaml Hello"_s;
    }
    void tool()
    {
        if (!m_noTools.isEmpty())
            QSKIP(qPrintable(m_noTools));
        QFETCH(QString, recipe);
        QFETCH(QString, config);
        QFETCH(QString, path);
        QFETCH(QString, command);
        QFETCH(QString, asks);
        if (const QString program = asks.section(u' ', 0, 0); !QFile::exists(program))
            QSKIP(qPrintable(u"there is no %1 for this machine"_s.arg(program)));
        if (!config.isEmpty()) {
            QVERIFY(QDir(m_home.path()).mkpath(path.section(u'/', 0, 0)));
            QVERIFY(write(m_home.filePath(path), snippet(recipe, config)));
        }
        QString shell = snippet(recipe, u"shell"_s).trimmed();
        if (!command.isEmpty()) {
            QVERIFY2(shell.endsWith(u'\n' + command), qPrintable(shell));
            shell.chop(command.size());
        }
        // `cline` and others of the snippet are those that were installed.
        const QString found = u"PATH=\"%1/node_modules/.bin:$PATH\"\n"_s.arg(m_tools);
        QVERIFY(QDir(m_home.path()).mkpath(u"work"_s));
        const QByteArray said = run(u"sh"_s, {u"-c"_s, found + shell + u'\n' + asks}, m_home.filePath(u"work"_s));
        QVERIFY2(said.startsWith("exit 0\n") && said.contains(kSaidByTheModel), said.constData());
    }
};

QTEST_GUILESS_MAIN(TestRecipes)
#include "tst_recipes.moc"
