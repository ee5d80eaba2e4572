// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/catalog.h"
#include "core/catalog/pricejson.h"
#include "core/catalog/pricestore.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

ModelPrice price(const QString& model, qint64 input, QDate from = {})
{
    PricePeriod period;
    period.from = from;
    period.rates.set(UsageClass::Input, Money::fromPico(input));
    return {.provider = u"acme"_s,
        .model = model,
        .periods = {period},
        .revision = u"own/2026-11-20"_s,
        .confidence = u"own"_s,
        .impliedMode = {}};
}

qint64 inputAt(const PriceBook& book, const QString& model, QDate day)
{
    const auto found = book.find(u"acme"_s, model);
    qint64 out = -1;
    for (const auto& period : found ? found->periods : QList<PricePeriod>()) {
        if (!period.from.isValid() || period.from <= day)
            out = period.rates[UsageClass::Input].value_or(Money::fromPico(-2)).pico();
    }
    return out;
}

} // namespace

class TestPriceStore : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

private Q_SLOTS:
    void init() { QFile::remove(m_folder.filePath(u"prices.json"_s)); }

    void whatIsStoredIsReadAgain()
    {
        PriceStore store(m_folder.path());
        QVERIFY(store.load());
        QVERIFY(store.setOwn(price(u"m"_s, 3)));
        QVERIFY(store.take({price(u"n"_s, 7, QDate(2026, 11, 1))},
            {.source = u"litellm"_s,
                .date = QDate(2026, 11, 1),
                .takenAt = QDateTime(QDate(2026, 11, 2), QTime(3, 4), QTimeZone::UTC),
                .prices = 1}));
        PriceStore again(m_folder.path());
        QVERIFY(again.load());
        QCOMPARE(again.own(), store.own());
        QCOMPARE(again.taken(), store.taken());
        QCOMPARE(again.lists(), store.lists());
        QVERIFY(again.removeOwn(u"acme"_s, u"m"_s));
        QVERIFY(again.own().isEmpty());
        QCOMPARE(again.removeOwn(u"acme"_s, u"m"_s).error().kind, ErrorKind::InvalidRequest);
    }

    void everyPriceOfTheCatalogueSurvivesTheFile()
    {
        const auto catalog = Catalog::loadBundled();
        QVERIFY(catalog);
        int count = 0;
        for (const auto& model :
            (*catalog)->list({.provider = {}, .text = {}, .capabilities = {}, .unlisted = UnlistedModels::Shown})) {
            auto expected = model.price;
            expected.impliedMode.clear();
            expected.outputLimit.reset(); // no price; it comes from the list below
            const QByteArray json
                = QJsonDocument(QJsonObject{{u"x"_s, QJsonArray{priceJson(expected)}}}).toJson(QJsonDocument::Compact);
            const auto read = readPrices(json, "x");
            QVERIFY2(read, qPrintable(model.id));
            QCOMPARE(*read, QList<ModelPrice>{expected});
            ++count;
        }
        QVERIFY(count > 2000);
    }

    void oldCallsKeepTheirPrice()
    {
        PriceStore store(m_folder.path());
        QVERIFY(store.take({price(u"m"_s, 5, QDate(2026, 10, 1))}, {}));
        QVERIFY(store.take({price(u"m"_s, 4, QDate(2026, 11, 1))}, {}));
        QVERIFY(store.setOwn(price(u"m"_s, 1, QDate(2026, 11, 15))));
        const auto book = store.effective(nullptr);
        QCOMPARE(inputAt(*book, u"m"_s, QDate(2026, 9, 30)), -1); // nobody knows
        QCOMPARE(inputAt(*book, u"m"_s, QDate(2026, 10, 31)), 5);
        QCOMPARE(inputAt(*book, u"m"_s, QDate(2026, 11, 14)), 4);
        QCOMPARE(inputAt(*book, u"m"_s, QDate(2026, 11, 15)), 1);
        QCOMPARE(inputAt(*store.listed(nullptr), u"m"_s, QDate(2026, 11, 15)), 4);
    }

    void aSecondPriceForTheSameDayReplacesTheFirst()
    {
        PriceStore store(m_folder.path());
        QVERIFY(store.setOwn(price(u"m"_s, 5)));
        QVERIFY(store.setOwn(price(u"m"_s, 6)));
        QCOMPARE(store.own().size(), 1);
        QCOMPARE(inputAt(*store.effective(nullptr), u"m"_s, QDate(2026, 1, 1)), 6);
    }

    void anEmptyPriceIsRefused()
    {
        PriceStore store(m_folder.path());
        auto empty = price(u"m"_s, 1);
        empty.periods.first().rates = {};
        QCOMPARE(store.setOwn(empty).error().kind, ErrorKind::InvalidRequest);
        QVERIFY(!QFile::exists(store.filePath()));
    }

    void aDamagedFileIsReportedAndKept()
    {
        const QByteArray damaged
            = R"({"schema":1,"own":[{"provider":"acme","id":"m","revision":"r","prices":[{"rates":{"input":1.5}}]}]})";
        QFile file(m_folder.filePath(u"prices.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(damaged);
        file.close();
        PriceStore store(m_folder.path());
        const auto loaded = store.load();
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().kind, ErrorKind::Storage);
        QVERIFY(loaded.error().detail.contains(u"own[0]"_s) && loaded.error().detail.contains(u"input"_s));
        QVERIFY(!store.setOwn(price(u"m"_s, 1)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), damaged);
    }

    void twoProgramsAddToOneFile()
    {
        PriceStore one(m_folder.path());
        PriceStore other(m_folder.path());
        QVERIFY(one.load() && other.load());
        QVERIFY(one.setOwn(price(u"a"_s, 1)));
        QVERIFY(other.setOwn(price(u"b"_s, 2)));
        QVERIFY(one.load());
        QCOMPARE(one.own().size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestPriceStore)
#include "tst_pricestore.moc"
