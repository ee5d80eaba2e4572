// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The official clients from npm, at the versions that sdks/package-lock.json pins, against `assay serve`. The models
/// behind it are simulated providers of four different wire formats, so nearly every call crosses formats.
class TestGatewaySdks : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_profile;
    QProcess m_gateway;
    QString m_address;
    QString m_key;
    QString m_folder = QStringLiteral(ASSAY_BINARY_DIR "/sdks");

    QString sources() const { return QStringLiteral(ASSAY_SOURCE_DIR "/tests/system/sdks"); }

    QStringList arguments(const QStringList& verb) const
    {
        return QStringList{u"--profile"_s, m_profile.path(), u"--sandbox-pace"_s, u"0"_s} + verb;
    }

    /// Copies what changed into the build folder and installs the pinned packages there. Why not, if it cannot be.
    QString install()
    {
        if (QStandardPaths::findExecutable(u"npm"_s).isEmpty() || QStandardPaths::findExecutable(u"node"_s).isEmpty())
            return u"there is no npm here"_s;
        QDir().mkpath(m_folder);
        const auto read = [](const QString& path) {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray lock = read(sources() + u"/package-lock.json"_s);
        const bool isInstalled = read(m_folder + u"/installed.lock"_s) == lock;
        const auto names = QDir(sources()).entryList(QDir::Files);
        for (const QString& name : names) {
            QFile::remove(m_folder + u'/' + name);
            QFile::copy(sources() + u'/' + name, m_folder + u'/' + name);
        }
        if (isInstalled)
            return {};
        QProcess npm;
        npm.setWorkingDirectory(m_folder);
        npm.setProcessChannelMode(QProcess::MergedChannels);
        npm.start(u"npm"_s, {u"ci"_s, u"--no-audit"_s, u"--no-fund"_s, u"--ignore-scripts"_s});
        if (!npm.waitForFinished(240'000) || npm.exitCode() != 0)
            return u"npm ci failed (no registry?): "_s + QString::fromUtf8(npm.readAll().right(300));
        QFile stamp(m_folder + u"/installed.lock"_s);
        if (stamp.open(QIODevice::WriteOnly))
            stamp.write(lock);
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = install(); !why.isEmpty())
            QSKIP(qPrintable(why));
        QProcess made;
        made.start(QStringLiteral(ASSAY_EXECUTABLE), arguments({u"gateway"_s, u"keys"_s, u"create"_s, u"sdks"_s}));
        QVERIFY(made.waitForFinished(30'000));
        QCOMPARE(made.exitCode(), 0);
        m_key = QString::fromLatin1(made.readAllStandardOutput().trimmed());
        QVERIFY(m_key.startsWith("sk-assay-"_L1));
        m_gateway.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_gateway.start(QStringLiteral(ASSAY_EXECUTABLE), arguments({u"serve"_s, u"--port"_s, u"0"_s, u"--json"_s}));
        QByteArray said;
        while (!QJsonDocument::fromJson(said).isObject() && m_gateway.waitForReadyRead(30'000))
            said += m_gateway.readAllStandardOutput();
        m_address = QJsonDocument::fromJson(said).object().value("address"_L1).toString();
        QVERIFY(!m_address.isEmpty());
    }

    void cleanupTestCase()
    {
        if (m_gateway.state() == QProcess::NotRunning)
            return;
        m_gateway.terminate();
        QVERIFY(m_gateway.waitForFinished(30'000));
        QCOMPARE(m_gateway.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_gateway.exitCode(), 0);
    }

    void sdk_data()
    {
        QTest::addColumn<QString>("script");
        for (const char* name : {"openai", "anthropic", "ollama", "vercel", "vercel-others", "agents", "openrouter",
                 "gemini", "langchain", "compatible", "strangers"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void sdk()
    {
        QFETCH(QString, script);
        QProcess node;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ASSAY_ADDRESS"_s, m_address);
        environment.insert(u"ASSAY_KEY"_s, m_key);
        environment.insert(u"ASSAY_MODELS"_s, u"sandbox/swift,sandbox/steady,sandbox/thinker"_s);
        node.setProcessEnvironment(environment);
        node.setWorkingDirectory(m_folder);
        node.setProcessChannelMode(QProcess::MergedChannels);
        node.start(u"node"_s, {script + u".mjs"_s});
        QVERIFY(node.waitForFinished(180'000));
        const QByteArray said = node.readAll();
        QVERIFY2(node.exitCode() == 0, said.constData());
        QVERIFY2(said.count("ok ") > 5, said.constData()); // it really did something
    }
};

QTEST_GUILESS_MAIN(TestGatewaySdks)
#include "tst_gateway_sdks.moc"
