// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/curltransport.h"
#include "tests/support/calllog.h"
#include "tests/support/loopbackserver.h"

#include <QFile>
#include <QProcess>
#include <QSslSocket>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const Script kServe = {step::ReadRequest{}, step::Send{okAnswer("hello")}, step::Repeat{}};

QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Whom the transport trusts. Certificates are made anew in each run.
class TestCurlTls : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }

    bool make(const QString& name, const QString& subject, const QStringList& more = {})
    {
        QProcess openssl;
        openssl.start(u"openssl"_s,
            QStringList{u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
                u"-nodes"_s, u"-subj"_s, u"/CN=assay test"_s, u"-addext"_s, u"subjectAltName="_s + subject, u"-days"_s,
                u"2"_s, u"-keyout"_s, path(name + u".key"_s), u"-out"_s, path(name + u".pem"_s)}
                + more);
        return openssl.waitForFinished() && openssl.exitCode() == 0;
    }

    ServerCertificate certificate(const QString& name) const
    {
        return {.certificate = readAll(path(name + u".pem"_s)), .key = readAll(path(name + u".key"_s))};
    }

    TransportOptions trusting(const QString& name) const
    {
        return TransportOptions{.caFile = path(name + u".pem"_s).toUtf8()};
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty() || !QSslSocket::supportsSsl())
            QSKIP("no openssl program or no TLS in Qt here");
        QVERIFY(make(u"good"_s, u"IP:127.0.0.1"_s));
        QVERIFY(make(u"other"_s, u"DNS:other.test"_s));
        QVERIFY(make(u"expired"_s, u"IP:127.0.0.1"_s,
            {u"-not_before"_s, u"20200101000000Z"_s, u"-not_after"_s, u"20200201000000Z"_s}));
    }

    void talksToWhomItTrusts()
    {
        LoopbackServer server(certificate(u"good"_s));
        server.enqueue(kServe);
        CurlTransport transport(trusting(u"good"_s));
        auto request = postTo(server.url());
        request.headers.append(HttpHeader{.name = "Authorization", .value = "Bearer k", .secret = true});
        CallLog log(transport, request);
        QTRY_VERIFY(log.isClosed());
        QVERIFY2(log.isWhole(), qPrintable(log.outcome.error ? log.outcome.error->detail : QString()));
        QCOMPARE(log.body, "hello");
        QVERIFY(*log.outcome.timings.tls > std::chrono::microseconds(0));
        QVERIFY(server.requests().at(0).head.startsWith("POST /v1/x HTTP/1.1\r\n"));
        CallLog again(transport, request);
        QTRY_VERIFY(again.isWhole());
        QCOMPARE(again.outcome.timings.tls, std::chrono::microseconds(0));
        QCOMPARE(server.connections(), 1);
    }

    void refusesWhomItDoesNotTrust_data()
    {
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("trusted");
        QTest::newRow("unknown issuer") << u"good"_s << u""_s;
        QTest::newRow("another issuer") << u"good"_s << u"other"_s;
        QTest::newRow("another name") << u"other"_s << u"other"_s;
        QTest::newRow("expired") << u"expired"_s << u"expired"_s;
    }
    void refusesWhomItDoesNotTrust()
    {
        QFETCH(QString, shown);
        QFETCH(QString, trusted);
        LoopbackServer server(certificate(shown));
        server.enqueue(kServe);
        CurlTransport transport(trusted.isEmpty() ? TransportOptions{} : trusting(trusted));
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.order, QStringList{u"closed"_s});
        QCOMPARE(log.errorKind(), ErrorKind::Tls);
        QVERIFY(!log.outcome.requestSent);
        QCOMPARE(server.heads(), 0);
        QVERIFY2(log.outcome.error->detail.contains(u"127.0.0.1:%1"_s.arg(server.port())),
            qPrintable(log.outcome.error->detail));
    }

    void trustsTheEnvironmentsFile()
    {
        LoopbackServer server(certificate(u"good"_s));
        server.enqueue(kServe);
        qputenv("SSL_CERT_FILE", path(u"good.pem"_s).toUtf8());
        CurlTransport transport;
        qunsetenv("SSL_CERT_FILE");
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(log.isClosed());
        QVERIFY(log.isWhole());
    }

    void trustsTheEnvironmentsFolder()
    {
        QProcess rehash;
        rehash.start(u"openssl"_s, {u"rehash"_s, m_folder.path()});
        QVERIFY(rehash.waitForFinished() && rehash.exitCode() == 0);
        LoopbackServer server(certificate(u"good"_s));
        server.enqueue(kServe);
        qputenv("SSL_CERT_DIR", m_folder.path().toUtf8());
        CurlTransport transport;
        qunsetenv("SSL_CERT_DIR");
        CallLog log(transport, postTo(server.url()));
        QTRY_VERIFY(log.isClosed());
        QVERIFY(log.isWhole());
    }

    void plainAnswerToTls()
    {
        LoopbackServer server;
        server.enqueue({step::Send{"HTTP/1.1 400 No\r\n\r\n"}, step::Close{}});
        CurlTransport transport;
        auto url = server.url();
        url.setScheme(u"https"_s);
        CallLog log(transport, postTo(url));
        QTRY_VERIFY(log.isClosed());
        QCOMPARE(log.errorKind(), ErrorKind::Tls);
        QVERIFY(!log.outcome.requestSent);
    }
};

QTEST_GUILESS_MAIN(TestCurlTls)
#include "tst_curltls.moc"
