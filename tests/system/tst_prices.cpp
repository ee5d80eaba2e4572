// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/loopbackserver.h"
#include "tests/support/program.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

// A list in the form of OpenRouter's `GET /api/v1/models`, figures of ours.
QByteArray list(const QByteArray& input)
{
    return R"({"data":[
        {"id":"acme/known","name":"Known","pricing":{"prompt":")"
        + input + R"(","completion":"0.00001"},"expiration_date":"2026-12-15"},
        {"id":"acme/other","name":"Other","pricing":{"prompt":"0.000002","completion":"0.000004"},"expiration_date":null}
    ]})";
}

} // namespace

class TestPrices : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_profile;

    Outcome assay(const QStringList& arguments) { return runProgram(m_profile.path(), arguments); }

    QString fileWith(const QByteArray& text)
    {
        QFile file(m_profile.filePath(u"list.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no file");
        return file.fileName();
    }

    qint64 cost(const QString& model, const QString& at)
    {
        const auto done
            = assay({u"models"_s, u"cost"_s, model, u"--usage"_s, uR"({"input":1000})"_s, u"--at"_s, at, u"--json"_s});
        const auto amount = done.json().value("pico_usd"_L1);
        return amount.isNull() ? -1 : amount.toInteger();
    }

private Q_SLOTS:
    void aListIsShownThenTaken()
    {
        const QStringList read
            = {u"models"_s, u"refresh"_s, u"--from"_s, fileWith(list("0.000003")), u"--dated"_s, u"2026-11-20"_s};
        const auto shown = assay(read + QStringList{u"--json"_s});
        QVERIFY2(shown.code == 0, shown.err.constData());
        QCOMPARE(shown.json().value("added"_L1).toArray().size(), 2);
        QVERIFY(shown.json().value("taken"_L1).isNull());
        const auto retiring = shown.json().value("retiring"_L1).toArray();
        QCOMPARE(retiring.size(), 1);
        QCOMPARE(retiring.first().toObject().value("in_days"_L1).toInt(), 25);
        QCOMPARE(cost(u"openrouter/acme/known"_s, u"2026-11-21T00:00:00Z"_s), -1);

        const auto taken = assay(read + QStringList{u"--yes"_s, u"--json"_s});
        QCOMPARE(taken.json().value("taken"_L1).toInteger(), 2);
        QCOMPARE(cost(u"openrouter/acme/known"_s, u"2026-11-21T00:00:00Z"_s), 3'000'000'000);
        QCOMPARE(cost(u"openrouter/acme/known"_s, u"2026-11-19T23:59:59Z"_s), -1); // before the list, nobody knows
    }

    void aLaterListKeepsOldCallsAsTheyWereAndHoldsJumps()
    {
        const auto changed = assay({u"models"_s, u"refresh"_s, u"--from"_s, fileWith(list("0.0000025")), u"--dated"_s,
            u"2026-11-22"_s, u"--yes"_s, u"--json"_s});
        QCOMPARE(changed.json().value("changed"_L1).toArray().size(), 1);
        QCOMPARE(changed.json().value("unchanged"_L1).toInteger(), 1);
        QCOMPARE(cost(u"openrouter/acme/known"_s, u"2026-11-21T00:00:00Z"_s), 3'000'000'000);
        QCOMPARE(cost(u"openrouter/acme/known"_s, u"2026-11-22T00:00:00Z"_s), 2'500'000'000);

        const QStringList jump = {u"models"_s, u"refresh"_s, u"--from"_s, fileWith(list("0.0025")), u"--dated"_s,
            u"2026-11-23"_s, u"--yes"_s, u"--json"_s};
        const auto held = assay(jump);
        QCOMPARE(held.json().value("held"_L1).toArray().size(), 1);
        QCOMPARE(cost(u"openrouter/acme/known"_s, u"2026-11-23T00:00:00Z"_s), 2'500'000'000);
        QCOMPARE(assay(jump + QStringList{u"--include-held"_s}).json().value("taken"_L1).toInteger(), 1);
        QCOMPARE(cost(u"openrouter/acme/known"_s, u"2026-11-23T00:00:00Z"_s), 2'500'000'000'000);
    }

    void aListIsReadFromAnAddress()
    {
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{okAnswer(list("0.000001"))}, step::Close{}});
        const auto shown
            = assay({u"models"_s, u"refresh"_s, u"--from"_s, server.url().toString(), u"--dated"_s, u"2026-11-24"_s});
        QVERIFY2(shown.code == 0, shown.err.constData());
        QVERIFY(shown.out.contains("openrouter of 2026-11-24"));
        QVERIFY(shown.out.contains("retires 2026-12-15: openrouter/acme/known"));
        QVERIFY(shown.out.contains("1 held for confirmation"));
        QVERIFY(shown.out.contains("Nothing to take"));
    }

    void whatIsNoListIsRefused_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no file") << u"/nowhere"_s << 2 << QByteArray("litellm");
        QTest::newRow("plain http elsewhere") << u"http://prices.example/list"_s << 2 << QByteArray("https only");
        QTest::newRow("another document") << fileWith("{\"a\":1}") << 1 << QByteArray("not a price list");
    }
    void whatIsNoListIsRefused()
    {
        QFETCH(const QString, from);
        QFETCH(const int, code);
        QFETCH(const QByteArray, says);
        const auto done = assay({u"models"_s, u"refresh"_s, u"--from"_s, from, u"--yes"_s});
        QCOMPARE(done.code, code);
        QVERIFY2(done.err.contains(says), done.err.constData());
    }

    void anOwnPriceHoldsFromItsDay()
    {
        const QStringList set = {u"models"_s, u"price"_s, u"set"_s, u"openrouter/acme/other"_s, u"--rate"_s,
            u"input=0.5"_s, u"--rate"_s, u"request=0.01"_s, u"--from"_s, u"2026-11-22"_s};
        QVERIFY2(assay(set).code == 0, assay(set).err.constData());
        QCOMPARE(cost(u"openrouter/acme/other"_s, u"2026-11-21T00:00:00Z"_s), 2'000'000'000);
        QCOMPARE(cost(u"openrouter/acme/other"_s, u"2026-11-22T00:00:00Z"_s), 500'000'000 + 10'000'000'000);
        QCOMPARE(assay({u"models"_s, u"price"_s, u"list"_s, u"--json"_s}).json().value("own"_L1).toArray().size(), 1);
        QCOMPARE(assay({u"models"_s, u"price"_s, u"remove"_s, u"openrouter/acme/other"_s}).code, 0);
        QCOMPARE(cost(u"openrouter/acme/other"_s, u"2026-11-22T00:00:00Z"_s), 2'000'000'000);
    }

    void aHypotheticalPriceIsToldApart()
    {
        QCOMPARE(
            assay({u"models"_s, u"price"_s, u"set"_s, u"ollama/*"_s, u"--rate"_s, u"input=1"_s, u"--hypothetical"_s})
                .code,
            0);
        const auto done
            = assay({u"models"_s, u"cost"_s, u"ollama/any"_s, u"--usage"_s, uR"({"input":1000})"_s, u"--json"_s});
        QCOMPARE(done.json().value("pico_usd"_L1).toInteger(), 1'000'000'000);
        QCOMPARE(done.json().value("note"_L1).toString().split(u' ').contains(u"hypothetical"_s), true);
    }

    void aWrongRateIsExplained()
    {
        const auto done = assay({u"models"_s, u"price"_s, u"set"_s, u"openai/x"_s, u"--rate"_s, u"inptu=1"_s});
        QCOMPARE(done.code, 2);
        QVERIFY2(done.err.contains("inptu=1"), done.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestPrices)
#include "tst_prices.moc"
