// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/sandbox/rawclient.h"
#include "tests/support/program.h"

#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

/// The gateway inside the window: started by its setting, off the window's thread, in the same ledger.
class TestGatewayWindow : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_profile;

    /// A port that was free a moment ago.
    static quint16 freePort()
    {
        const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        quint16 port = 0;
        if (::bind(probe, reinterpret_cast<const sockaddr*>(&address), size) == 0
            && ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0)
            port = ntohs(address.sin_port);
        ::close(probe);
        return port;
    }

    Outcome assay(const QStringList& verb) const { return runProgram(m_profile.path(), verb); }

    /// Starts the window on its Gateway page.
    void open(QProcess& window) const
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        window.setProcessEnvironment(environment);
        window.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        window.start(QStringLiteral(ASSAY_EXECUTABLE),
            {u"--profile"_s, m_profile.path(), u"--sandbox-pace"_s, u"0"_s, u"--page"_s, u"gateway"_s});
        QVERIFY(window.waitForStarted(30'000));
    }

    static int statusOf(quint16 port, const QByteArray& key)
    {
        RawClient client(port);
        if (!client.isConnected())
            return 0;
        const QByteArray body = R"({"model":"sandbox/swift","messages":[{"role":"user","content":"Hello"}]})";
        client.write("POST /v1/chat/completions HTTP/1.1\r\nhost: localhost:" + QByteArray::number(port)
            + "\r\nauthorization: Bearer " + key + "\r\ncontent-type: application/json\r\ncontent-length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        return client.reply().head.status;
    }

private Q_SLOTS:
    void itServesWhileTheWindowIsOpen()
    {
        const quint16 port = freePort();
        QCOMPARE(
            assay({u"gateway"_s, u"settings"_s, u"--port"_s, QString::number(port), u"--autostart"_s, u"on"_s}).code,
            0);
        const QByteArray key = assay({u"gateway"_s, u"keys"_s, u"create"_s, u"tool"_s}).out.trimmed();
        QProcess window;
        open(window);
        QTRY_COMPARE_WITH_TIMEOUT(statusOf(port, key), 200, 30'000);
        QCOMPARE(statusOf(port, "sk-assay-wrong"), 401);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(statusOf(port, key), 200);
        window.terminate();
        QVERIFY(window.waitForFinished(30'000));
        QCOMPARE(window.exitStatus(), QProcess::NormalExit);
        QCOMPARE(window.exitCode(), 0);
        QCOMPARE(statusOf(port, key), 0); // nobody listens any more
        const auto runs = assay({u"history"_s, u"list"_s, u"--json"_s}).json()["runs"_L1].toArray();
        QVERIFY(runs.size() >= 20);
        QCOMPARE(runs.first()["surface"_L1].toString(), u"gateway"_s);
        const auto keys = assay({u"gateway"_s, u"keys"_s, u"list"_s, u"--json"_s}).json()["keys"_L1].toArray();
        QVERIFY(!keys.first()["last_used_at"_L1].toString().isEmpty());
        QCOMPARE(keys.first()["spent_month_pico_usd"_L1].toInteger(-1), 0); // simulated calls cost nothing
    }

    /// The window opens all the same, and the port's owner is left alone.
    void aTakenPortDoesNotStopTheWindow()
    {
        const quint16 port = freePort();
        QCOMPARE(assay({u"gateway"_s, u"settings"_s, u"--port"_s, QString::number(port)}).code, 0);
        QProcess owner;
        owner.start(QStringLiteral(ASSAY_EXECUTABLE), {u"--profile"_s, m_profile.path(), u"serve"_s, u"--json"_s});
        QVERIFY(owner.waitForReadyRead(30'000)); // on the port that is set
        QProcess window;
        open(window);
        QTest::qWait(3000);
        QCOMPARE(window.state(), QProcess::Running);
        window.terminate();
        QVERIFY(window.waitForFinished(30'000));
        QCOMPARE(window.exitCode(), 0);
        QCOMPARE(statusOf(port, "sk-assay-wrong"), 401); // still serves
        owner.terminate();
        QVERIFY(owner.waitForFinished(30'000));
    }
};

QTEST_GUILESS_MAIN(TestGatewayWindow)
#include "tst_gatewaywindow.moc"
