// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/sandbox/rawclient.h"
#include "tests/support/program.h"

#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int kCalls = 300;
constexpr qint64 kIdleLimit = 24LL * 1024 * 1024;
constexpr qint64 kBusyLimit = 40LL * 1024 * 1024;

} // namespace

/// What a running `assay serve` loads and keeps in memory.
class TestFootprint : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_profile;
    QProcess m_gateway;
    quint16 m_port = 0;
    QByteArray m_key;

    QByteArray told(const QString& name) const
    {
        QFile file(u"/proc/%1/%2"_s.arg(m_gateway.processId()).arg(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    qint64 resident() const
    {
        const QByteArray status = told(u"status"_s);
        const auto at = status.indexOf("VmRSS:");
        return at < 0 ? -1 : status.sliced(at + 6).trimmed().split(' ').first().toLongLong() * 1024;
    }

private Q_SLOTS:
    void initTestCase()
    {
#if defined(__SANITIZE_ADDRESS__) || !defined(Q_OS_LINUX)
        QSKIP("the sanitizer's own memory counts too, and /proc is read");
#endif
        m_key = runProgram(m_profile.path(), {u"gateway"_s, u"keys"_s, u"create"_s, u"tool"_s}).out.trimmed();
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ASSAY_ALLOW_CORE"_s, u"1"_s); // else /proc of it is closed
        m_gateway.setProcessEnvironment(environment);
        m_gateway.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_gateway.start(QStringLiteral(ASSAY_EXECUTABLE),
            {u"--profile"_s, m_profile.path(), u"--sandbox-pace"_s, u"0"_s, u"serve"_s, u"--port"_s, u"0"_s,
                u"--json"_s});
        QByteArray said;
        while (!QJsonDocument::fromJson(said).isObject() && m_gateway.waitForReadyRead(30'000))
            said += m_gateway.readAllStandardOutput();
        m_port = static_cast<quint16>(QJsonDocument::fromJson(said)["port"_L1].toInt());
        QVERIFY(m_port != 0);
    }

    void cleanupTestCase()
    {
        if (m_gateway.state() == QProcess::NotRunning)
            return;
        m_gateway.terminate();
        QVERIFY(m_gateway.waitForFinished(30'000));
        QCOMPARE(m_gateway.exitCode(), 0);
    }

    void loadsNothingThatItDoesNotUse()
    {
        const QByteArray maps = told(u"maps"_s);
        QVERIFY(maps.contains("libQt6Core"));
        for (const auto* library : {"libQt6Network", "libQt6Gui", "libQt6Widgets", "libcurl", "libgnutls", "libproxy"})
            QVERIFY2(!maps.contains(library), library);
    }

    void givesBackWhatTheStartNeeded()
    {
        QVERIFY(resident() > 0);
        QTRY_VERIFY2_WITH_TIMEOUT(resident() < kIdleLimit, qPrintable(u"%1 kB"_s.arg(resident() / 1024)), 30'000);
    }

    void staysSmallInUse()
    {
        const QByteArray body = R"({"model":"sandbox/swift","messages":[{"role":"user","content":"Hello"}]})";
        RawClient client(m_port);
        for (int i = 0; i < kCalls; ++i) {
            client.write("POST /v1/chat/completions HTTP/1.1\r\nhost: localhost:" + QByteArray::number(m_port)
                + "\r\nauthorization: Bearer " + m_key + "\r\ncontent-type: application/json\r\ncontent-length: "
                + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            QCOMPARE(client.reply().head.status, 200);
        }
        QVERIFY2(resident() < kBusyLimit, qPrintable(u"%1 kB"_s.arg(resident() / 1024)));
    }
};

QTEST_GUILESS_MAIN(TestFootprint)
#include "tst_footprint.moc"
