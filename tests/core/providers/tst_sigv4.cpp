// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/sigv4.h"

#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDateTime kTime(QDate(2015, 8, 30), QTime(12, 36), QTimeZone::UTC);

AwsCredentials credentials()
{
    return *AwsCredentials::parse(Secret("AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"_ba));
}

QByteArray signatureOf(const HttpRequest& request)
{
    const QByteArray authorization = HttpHead{.status = 0, .headers = request.headers}.header("authorization");
    return authorization.sliced(authorization.indexOf("Signature=") + 10);
}

} // namespace

/// The signatures are those that AWS publishes with its test suite for signature version 4.
class TestSigV4 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesThePublishedVectors_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("signature");
        const QByteArray none;
        QTest::newRow("get-vanilla") << "GET"_ba << "/"_ba << none << none << none
                                     << "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"_ba;
        QTest::newRow("get-vanilla-empty-query-key")
            << "GET"_ba << "/?Param1=value1"_ba << none << none << none
            << "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb"_ba;
        QTest::newRow("get-vanilla-query-order-key-case")
            << "GET"_ba << "/?Param2=value2&Param1=value1"_ba << none << none << none
            << "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"_ba;
        QTest::newRow("post-vanilla") << "POST"_ba << "/"_ba << none << none << none
                                      << "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"_ba;
        QTest::newRow("post-x-www-form-urlencoded")
            << "POST"_ba << "/"_ba << "Content-Type"_ba << "application/x-www-form-urlencoded"_ba << "Param1=value1"_ba
            << "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"_ba;
    }
    void matchesThePublishedVectors()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, signature);
        HttpRequest request{
            .method = method, .url = QUrl::fromEncoded("https://example.amazonaws.com" + target), .body = body};
        if (!header.isEmpty())
            request.headers.append({.name = header, .value = value});
        const auto done
            = sigV4Signed(request, credentials(), {.region = "us-east-1"_ba, .service = "service"_ba, .time = kTime});
        QCOMPARE(signatureOf(done), signature);
    }

    void trimsHeaders()
    {
        HttpRequest request{
            .method = "GET"_ba, .url = QUrl(u"https://example.amazonaws.com/"_s), .headers = {}, .body = {}};
        request.headers = {
            {.name = "My-Header1"_ba, .value = " value1"_ba}, {.name = "My-Header2"_ba, .value = " \"a   b   c\""_ba}};
        const auto done
            = sigV4Signed(request, credentials(), {.region = "us-east-1"_ba, .service = "service"_ba, .time = kTime});
        QCOMPARE(signatureOf(done), "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"_ba);
    }

    // All services but S3 want escapes in the path escaped again; the value comes from a second implementation.
    void encodesThePathTwice()
    {
        HttpRequest request{.method = "POST"_ba,
            .url = QUrl::fromEncoded(
                "https://bedrock-runtime.eu-central-1.amazonaws.com/model/us.anthropic.claude-x%3A0/converse"),
            .headers = {{.name = "content-type"_ba, .value = "application/json"_ba}},
            .body = "{}"_ba};
        QVERIFY(sigV4CanonicalRequest(request).contains("\n/model/us.anthropic.claude-x%253A0/converse\n"));
        const auto keys = AwsCredentials::parse(
            Secret("AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY:TOKEN:WITH:COLONS"_ba));
        const auto done = sigV4Signed(request, *keys,
            {.region = "eu-central-1"_ba,
                .service = "bedrock"_ba,
                .time = QDateTime(QDate(2026, 8, 1), QTime(0, 0), QTimeZone::UTC)});
        QCOMPARE(signatureOf(done), "756a7e89d352950ee7570e02cba36318176188263e3604189524ef619a2879e4"_ba);
    }

    void keepsThePortInTheHost()
    {
        const HttpRequest request{
            .method = "GET"_ba, .url = QUrl(u"http://127.0.0.1:8123/a"_s), .headers = {}, .body = {}};
        QVERIFY(sigV4CanonicalRequest(request).contains("\nhost:127.0.0.1:8123\n"));
    }

    void readsKeys()
    {
        const auto keys = AwsCredentials::parse(Secret("ID:SE/CR+ET:a:b"_ba));
        QCOMPARE(keys->accessKeyId, "ID"_ba);
        QCOMPARE(keys->secretKey.reveal().toByteArray(), "SE/CR+ET"_ba);
        QCOMPARE(keys->sessionToken.reveal().toByteArray(), "a:b"_ba);
        for (const auto& bad : {""_ba, "ID"_ba, "ID:"_ba, ":SECRET"_ba, "ID::TOKEN"_ba})
            QVERIFY2(!AwsCredentials::parse(Secret(bad)), bad.constData());
    }
};

QTEST_GUILESS_MAIN(TestSigV4)
#include "tst_sigv4.moc"
