// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/costing.h"
#include "core/pricing/overlaypricebook.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

PricePeriod periodOf(qint64 input, QDate from = {})
{
    PricePeriod period{.from = from};
    period.rates.set(UsageClass::Input, Money::fromPico(input));
    period.rates.set(UsageClass::Output, Money::fromPico(input));
    return period;
}

ModelPrice priceOf(const QString& model, const QList<PricePeriod>& periods, const QString& revision = u"own"_s)
{
    return {.provider = u"p"_s,
        .model = model,
        .periods = periods,
        .revision = revision,
        .confidence = u"own"_s,
        .impliedMode = {}};
}

/// Knows `m` also as `alias`, and `m` in batch mode as `m:batch`.
class ListedPrices final : public PriceBook
{
public:
    std::optional<ModelPrice> find(const QString& provider, const QString& model) const override
    {
        if (provider != "p"_L1 || (model != "m"_L1 && model != "alias"_L1 && model != "m:batch"_L1))
            return std::nullopt;
        auto price = priceOf(u"m"_s, {periodOf(1), periodOf(2, QDate(2026, 6, 1))}, u"list"_s);
        price.impliedMode = model == "m:batch"_L1 ? u"batch"_s : QString();
        return price;
    }
};

qint64 rateAt(const OverlayPriceBook& book, const QString& model, QDate date)
{
    Usage usage;
    usage.set(UsageClass::Input, 1);
    const Cost cost = computeCost(
        {.usage = usage, .price = book.find(u"p"_s, model), .at = QDateTime(date, QTime(12, 0), QTimeZone::UTC)});
    return cost.amount ? cost.amount->pico() : -1;
}

const QDate kMay(2026, 5, 15);
const QDate kJuly(2026, 7, 15);
const QDate kSeptember(2026, 9, 15);

} // namespace

class TestOverlayPriceBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownPriceHoldsFromItsDate()
    {
        const OverlayPriceBook book(
            {priceOf(u"m"_s, {periodOf(9, QDate(2026, 8, 1))})}, std::make_shared<ListedPrices>());
        for (const auto& id : {u"m"_s, u"alias"_s}) {
            QCOMPARE(rateAt(book, id, kMay), 1);
            QCOMPARE(rateAt(book, id, kJuly), 2);
            QCOMPARE(rateAt(book, id, kSeptember), 9);
        }
        QCOMPARE(book.find(u"p"_s, u"m"_s)->revision, u"own+list"_s);
        QCOMPARE(rateAt(book, u"other"_s, kJuly), -1);
    }

    void laterPeriodsBelowDoNotComeBack()
    {
        const OverlayPriceBook book(
            {priceOf(u"m"_s, {periodOf(9, QDate(2026, 5, 1))})}, std::make_shared<ListedPrices>());
        QCOMPARE(rateAt(book, u"m"_s, QDate(2026, 4, 30)), 1);
        QCOMPARE(rateAt(book, u"m"_s, kJuly), 9);
    }

    void undatedPriceReplacesAll()
    {
        const OverlayPriceBook book({priceOf(u"m"_s, {periodOf(8, QDate(2026, 8, 1)), periodOf(7)})},
            std::make_shared<ListedPrices>()); // in any order
        QCOMPARE(rateAt(book, u"m"_s, kMay), 7);
        QCOMPARE(rateAt(book, u"m"_s, kSeptember), 8);
        QCOMPARE(book.find(u"p"_s, u"m"_s)->revision, u"own"_s);
    }

    void priceForTheEndpoint()
    {
        const OverlayPriceBook book(
            {priceOf({}, {periodOf(5, QDate(2026, 8, 1))}), priceOf(u"special"_s, {periodOf(6)})},
            std::make_shared<ListedPrices>());
        QCOMPARE(rateAt(book, u"m"_s, kJuly), 2);
        QCOMPARE(rateAt(book, u"m"_s, kSeptember), 5);
        QCOMPARE(rateAt(book, u"unheard-of"_s, kSeptember), 5);
        QCOMPARE(rateAt(book, u"unheard-of"_s, kJuly), -1); // unknown before, not free
        QCOMPARE(rateAt(book, u"special"_s, kSeptember), 6);
        QCOMPARE(book.find(u"p"_s, u"unheard-of"_s)->model, u"unheard-of"_s);
        QVERIFY(!book.find(u"q"_s, u"m"_s));
    }

    void worksWithNothingBelow()
    {
        const OverlayPriceBook book({priceOf(u"swift"_s, {periodOf(3)})}, nullptr);
        QCOMPARE(rateAt(book, u"swift"_s, kMay), 3);
        QVERIFY(!book.find(u"p"_s, u"m"_s));
    }

    void overlaysStack()
    {
        const auto own = std::make_shared<OverlayPriceBook>(
            QList<ModelPrice>{priceOf(u"m"_s, {periodOf(9, QDate(2026, 6, 15))})}, std::make_shared<ListedPrices>());
        const OverlayPriceBook book({priceOf(u"m"_s, {periodOf(4, QDate(2026, 8, 1))}, u"what-if"_s)}, own);
        QCOMPARE(rateAt(book, u"m"_s, kMay), 1);
        QCOMPARE(rateAt(book, u"m"_s, kJuly), 9);
        QCOMPARE(rateAt(book, u"m"_s, kSeptember), 4);
    }

    void keepsTheModeOfTheId()
    {
        const OverlayPriceBook book({priceOf(u"m"_s, {periodOf(9)})}, std::make_shared<ListedPrices>());
        QCOMPARE(book.find(u"p"_s, u"m:batch"_s)->impliedMode, u"batch"_s);
    }

    void aPriceWithoutPeriodsChangesNothing()
    {
        const OverlayPriceBook book({priceOf(u"m"_s, {})}, std::make_shared<ListedPrices>());
        QCOMPARE(rateAt(book, u"m"_s, kMay), 1);
        QCOMPARE(rateAt(book, u"m"_s, kJuly), 2);
    }
};

QTEST_GUILESS_MAIN(TestOverlayPriceBook)
#include "tst_overlaypricebook.moc"
