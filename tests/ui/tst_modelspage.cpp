// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/modelspage/modelspage.h"
#include "ui/modelspage/modeltablemodel.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

ModelRow row(const QString& provider, const QString& id, ModelAccess access, qint64 input)
{
    ModelRow out;
    out.ref = {provider, id};
    out.name = id;
    out.provider = provider;
    out.endpoint.id = provider;
    out.access = access;
    if (input < 0)
        return out;
    PricePeriod period;
    period.rates.set(UsageClass::Input, Money::fromPico(input));
    period.rates.set(UsageClass::Output, Money::fromPico(input * 5));
    out.price = period;
    out.confidence = u"confirmed"_s;
    out.revision = u"list/2026-11-10"_s;
    return out;
}

QList<ModelRow> sampleRows()
{
    QList<ModelRow> rows = {row(u"acme"_s, u"large"_s, ModelAccess::Ready, 3'000'000),
        row(u"acme"_s, u"small"_s, ModelAccess::Ready, 3'000),
        row(u"other"_s, u"mid"_s, ModelAccess::NeedsKey, 500'000), row(u"lab"_s, u"tiny"_s, ModelAccess::Local, -1)};
    CatalogModel known;
    known.capabilities = {u"tools"_s};
    known.inputs = {u"text"_s, u"image"_s};
    known.contextTokens = 200'000;
    rows[0].known = known;
    return rows;
}

PriceRefresh sampleRefresh()
{
    PriceProposal changed{.price = {.provider = u"acme"_s,
                              .model = u"large"_s,
                              .periods = {},
                              .revision = {},
                              .confidence = {},
                              .impliedMode = {}},
        .change = {.provider = u"acme"_s,
            .model = u"large"_s,
            .rates
            = {{.rate = u"input"_s, .before = Money::fromPico(3'000'000), .after = Money::fromPico(2'500'000)}}}};
    PriceProposal held = changed;
    held.hold = HoldReason::Jump;
    held.price.model = u"small"_s;
    PriceRefresh refresh{.source = u"litellm"_s, .date = QDate(2026, 11, 20), .plan = {}};
    refresh.plan.changed = {changed};
    refresh.plan.held = {held};
    refresh.plan.retiring = {{.provider = u"acme"_s, .model = u"mid"_s, .on = QDate(2026, 12, 10)}};
    return refresh;
}

class ScriptedService final : public ModelsService
{
public:
    QDate today() const override { return {2026, 11, 25}; }
    void readRows() override
    {
        ++reads;
        Q_EMIT rowsRead(sampleRows());
    }
    QStringList priceLists() const override { return {u"litellm"_s, u"openrouter"_s}; }
    void readPrices(const QString& from) override { asked += from; }
    Result<qint64> takePrices(bool includeHeld) override
    {
        takenHeld = includeHeld;
        return includeHeld ? 2 : 1;
    }
    Result<void> setOwnPrice(const ModelRef& model, const OwnPrice& price) override
    {
        if (price.perMillion.value(UsageClass::Input) == "x"_L1)
            return fail(ErrorKind::InvalidRequest, u"'x' is not an amount."_s);
        ownModel = model;
        own = price;
        return {};
    }

    int reads = 0;
    QStringList asked;
    std::optional<bool> takenHeld;
    ModelRef ownModel;
    OwnPrice own;
};

template <class Widget> Widget* find(QWidget& page, const QString& name)
{
    auto* found = page.findChild<Widget*>(name);
    if (found == nullptr)
        qFatal("no %s", qPrintable(name));
    return found;
}

} // namespace

class TestModelsPage : public QObject
{
    Q_OBJECT

private:
    ScriptedService m_service;
    std::unique_ptr<ModelsPage> m_page;

    QAbstractItemView* table() { return find<QAbstractItemView>(*m_page, u"modelTable"_s); }
    QStringList shown(int column = ModelTableModel::Name)
    {
        QStringList out;
        for (int i = 0; i < table()->model()->rowCount(); ++i)
            out += table()->model()->index(i, column).data().toString();
        return out;
    }
    QString allText(const QString& name)
    {
        QString out;
        for (const auto* label : find<QWidget>(*m_page, name)->findChildren<QLabel*>()) {
            if (!label->isHidden())
                out += label->text() + u'\n';
        }
        return out;
    }

private Q_SLOTS:
    void init()
    {
        m_service.asked.clear();
        m_service.takenHeld.reset();
        m_page = std::make_unique<ModelsPage>(&m_service);
        m_page->resize(1200, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void cleanup() { m_page.reset(); }

    void pricesAreShownAndUnknownStaysUnknown()
    {
        QCOMPARE(shown(), (QStringList{u"large"_s, u"small"_s, u"mid"_s, u"tiny"_s}));
        QCOMPARE(shown(ModelTableModel::Input), (QStringList{u"3.00"_s, u"0.003"_s, u"0.50"_s, u"–"_s}));
        QCOMPARE(shown(ModelTableModel::Price).last(), u"local, no price"_s);
    }

    void unknownPricesComeLastInEitherOrder()
    {
        auto* model = table()->model();
        model->sort(ModelTableModel::Input, Qt::AscendingOrder);
        QCOMPARE(shown(), (QStringList{u"small"_s, u"mid"_s, u"large"_s, u"tiny"_s}));
        model->sort(ModelTableModel::Input, Qt::DescendingOrder);
        QCOMPARE(shown(), (QStringList{u"large"_s, u"mid"_s, u"small"_s, u"tiny"_s}));
    }

    void searchAndFiltersNarrow()
    {
        auto* search = find<QLineEdit>(*m_page, u"modelSearch"_s);
        QTest::keyClicks(search, u"acme sm"_s);
        QCOMPARE(shown(), QStringList{u"small"_s});
        search->clear();
        find<QComboBox>(*m_page, u"modelAccess"_s)->setCurrentIndex(1);
        QCOMPARE(shown(), (QStringList{u"large"_s, u"small"_s, u"tiny"_s}));
        find<QComboBox>(*m_page, u"modelAccess"_s)->setCurrentIndex(2);
        QCOMPARE(shown(), QStringList{u"tiny"_s});
        find<QComboBox>(*m_page, u"modelAccess"_s)->setCurrentIndex(0);
        for (auto* action : m_page->findChild<QMenu*>()->actions()) {
            if (action->data() == u"tools"_s)
                action->setChecked(true);
        }
        QCOMPARE(shown(), QStringList{u"large"_s});
    }

    void theDetailNamesThePriceAndItsSource()
    {
        table()->setCurrentIndex(table()->model()->index(0, 0));
        QTRY_VERIFY(allText(u"modelDetail"_s).contains(u"$3.00"_s));
        QVERIFY(allText(u"modelDetail"_s).contains(u"Two unrelated lists"_s));
        table()->setCurrentIndex(table()->model()->index(3, 0));
        QTRY_VERIFY(allText(u"modelDetail"_s).contains(u"No price is known"_s));
    }

    void aModelGoesIntoTheLineUp()
    {
        QSignalSpy wanted(m_page.get(), &ModelsPage::laneWanted);
        table()->setCurrentIndex(table()->model()->index(1, 0));
        find<QPushButton>(*m_page, u"modelAdd"_s)->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().value<ModelChoice>().ref, (ModelRef{u"acme"_s, u"small"_s}));
        table()->setCurrentIndex(table()->model()->index(2, 0)); // without a key it could only fail
        QVERIFY(!find<QPushButton>(*m_page, u"modelAdd"_s)->isEnabled());
    }

    void newPricesAreShownBeforeTheyAreTaken()
    {
        find<QPushButton>(*m_page, u"modelUpdate"_s)->click();
        auto* dialog = find<QDialog>(*m_page, u"priceUpdateDialog"_s);
        auto* take = find<QPushButton>(*dialog, u"priceTake"_s);
        QVERIFY(!take->isEnabled());
        find<QPushButton>(*dialog, u"priceRead"_s)->click();
        QCOMPARE(m_service.asked, QStringList{u"litellm"_s});
        Q_EMIT m_service.pricesRead(sampleRefresh());
        const QString summary = find<QLabel>(*dialog, u"priceSummary"_s)->text();
        QVERIFY2(summary.contains(u"mid retires in 20"_s), qPrintable(summary));
        auto* changes = find<QTableWidget>(*dialog, u"priceChanges"_s);
        QCOMPARE(changes->rowCount(), 2);
        QCOMPARE(changes->item(0, 0)->text(), u"Held: acme/small"_s);
        QCOMPARE(changes->item(1, 3)->text(), u"$2.50"_s);
        QVERIFY(!m_service.takenHeld);
        QVERIFY(!find<QCheckBox>(*dialog, u"priceHeld"_s)->isChecked());
        take->click();
        QCOMPARE(m_service.takenHeld, false);
        QTRY_VERIFY(!m_page->findChild<QDialog*>(u"priceUpdateDialog"_s));
    }

    void aListThatCannotBeReadIsSaid()
    {
        find<QPushButton>(*m_page, u"modelUpdate"_s)->click();
        auto* dialog = find<QDialog>(*m_page, u"priceUpdateDialog"_s);
        find<QPushButton>(*dialog, u"priceRead"_s)->click();
        Q_EMIT m_service.pricesFailed({.kind = ErrorKind::Network,
            .detail = u"no route"_s,
            .httpStatus = 0,
            .providerCode = {},
            .requestId = {},
            .retryAfter = {}});
        QVERIFY(find<QLabel>(*dialog, u"priceSummary"_s)->text().contains(u"no route"_s));
        QVERIFY(!find<QPushButton>(*dialog, u"priceTake"_s)->isEnabled());
        QVERIFY(find<QPushButton>(*dialog, u"priceRead"_s)->isEnabled());
    }

    void anOwnPriceIsTyped()
    {
        table()->setCurrentIndex(table()->model()->index(3, 0));
        find<QPushButton>(*m_page, u"modelOwnPrice"_s)->click();
        auto* dialog = find<QDialog>(*m_page, u"ownPriceDialog"_s);
        QVERIFY(find<QCheckBox>(*dialog, u"ownPriceHypothetical"_s)->isChecked()); // nobody is paid for a local model
        auto* input = find<QLineEdit>(*dialog, u"ownPrice.input"_s);
        input->setText(u"x"_s);
        find<QPushButton>(*dialog, u"ownPriceSave"_s)->click();
        QVERIFY(find<QLabel>(*dialog, u"ownPriceProblem"_s)->text().contains(u"'x'"_s));
        input->setText(u"0.10"_s);
        find<QDateEdit>(*dialog, u"ownPriceFrom"_s)->setDate(QDate(2026, 12, 1));
        find<QPushButton>(*dialog, u"ownPriceSave"_s)->click();
        QCOMPARE(m_service.ownModel, (ModelRef{u"lab"_s, u"tiny"_s}));
        QCOMPARE(m_service.own.perMillion.value(UsageClass::Input), u"0.10"_s);
        QCOMPARE(m_service.own.from, QDate(2026, 12, 1));
        QVERIFY(m_service.own.hypothetical);
    }
};

QTEST_MAIN(TestModelsPage)
#include "tst_modelspage.moc"
