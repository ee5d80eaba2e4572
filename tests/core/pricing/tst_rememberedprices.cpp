// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/rememberedprices.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

/// Knows the models of one provider by any name but `none`.
class CountingPrices final : public PriceBook
{
public:
    std::optional<ModelPrice> find(const QString& provider, const QString& model) const override
    {
        ++asked;
        if (provider != "p"_L1 || model == "none"_L1)
            return std::nullopt;
        return ModelPrice{.provider = provider, .model = model, .revision = u"list"_s};
    }

    mutable int asked = 0;
};

} // namespace

class TestRememberedPrices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOnceForEachModel()
    {
        const auto book = std::make_shared<CountingPrices>();
        const RememberedPrices prices(book);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(prices.find(u"p"_s, u"a"_s)->model, u"a"_s);
            QCOMPARE(prices.find(u"p"_s, u"b"_s)->model, u"b"_s);
            QVERIFY(!prices.find(u"p"_s, u"none"_s)); // remembered, too
            QVERIFY(!prices.find(u"q"_s, u"a"_s));
        }
        QCOMPARE(book->asked, 4);
    }

    void manyNamesDoNotFillIt()
    {
        const auto book = std::make_shared<CountingPrices>();
        const RememberedPrices prices(book);
        for (int i = 0; i < 5'000; ++i)
            QCOMPARE(prices.find(u"p"_s, QString::number(i))->model, QString::number(i));
        book->asked = 0;
        for (int i = 0; i < 5'000; ++i)
            QVERIFY(prices.find(u"p"_s, QString::number(i)));
        QVERIFY(book->asked > 4'000); // most were forgotten
    }
};

QTEST_GUILESS_MAIN(TestRememberedPrices)
#include "tst_rememberedprices.moc"
