// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/modelspage/priceupdatedialog.h"

#include "ui/text/errorsentences.h"
#include "ui/text/formats.h"
#include "ui/text/visiblecharacters.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kMostRows = 2000; // a list replaces the prices of one vendor more often than of all

QString rateText(const QString& name, const std::optional<Money>& rate)
{
    if (!rate)
        return u"–"_s;
    const bool each = name == "request"_L1 || name == "web_search"_L1;
    const auto shown = each ? rate : Money::product(1'000'000, *rate);
    return shown ? u'$' + Formats().perMillion(*shown) : u"–"_s;
}

QString summaryOf(const PriceRefresh& refresh)
{
    const auto& plan = refresh.plan;
    QStringList parts
        = {PriceUpdateDialog::tr("%n model(s) change their price", nullptr, static_cast<int>(plan.changed.size())),
            PriceUpdateDialog::tr("%n new model(s)", nullptr, static_cast<int>(plan.added.size()))};
    if (!plan.held.isEmpty())
        parts += PriceUpdateDialog::tr("%n held for confirmation", nullptr, static_cast<int>(plan.held.size()));
    if (!plan.retiring.isEmpty())
        parts += PriceUpdateDialog::tr(
            "%1 retires in %n day(s)", nullptr, static_cast<int>(refresh.date.daysTo(plan.retiring.constFirst().on)))
                     .arg(plan.retiring.constFirst().model);
    if (plan.older > 0)
        parts += PriceUpdateDialog::tr("a newer price is known for %n model(s)", nullptr, static_cast<int>(plan.older));
    return PriceUpdateDialog::tr("%1 of %2: %3.")
        .arg(refresh.source, QLocale().toString(refresh.date, QLocale::ShortFormat),
            parts.join(PriceUpdateDialog::tr(", ")));
}

} // namespace

PriceUpdateDialog::PriceUpdateDialog(ModelsService* service, QWidget* parent)
    : QDialog(parent)
    , m_service(service)
    , m_source(new QComboBox(this))
    , m_read(new KeycapButton(tr("Read"), this))
    , m_summary(new PlainLabel({}, this))
    , m_changes(new QTableWidget(0, 4, this))
    , m_held(new QCheckBox(tr("Also take the held ones: ten times as much or a tenth, or from or to 0"), this))
    , m_take(new KeycapButton(tr("Take these prices"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"priceUpdateDialog"_s);
    setWindowTitle(tr("Update prices"));
    setAccessibleName(windowTitle());
    resize(720, 520);
    m_source->setObjectName(u"priceSource"_s);
    m_source->setAccessibleName(tr("Price list"));
    m_source->addItems(service->priceLists());
    m_source->addItem(tr("A file…"));
    m_read->setObjectName(u"priceRead"_s);
    m_summary->setObjectName(u"priceSummary"_s);
    m_summary->setWordWrap(true);
    m_changes->setObjectName(u"priceChanges"_s);
    m_changes->setAccessibleName(tr("What would change"));
    m_changes->setHorizontalHeaderLabels({tr("Model"), tr("Rate"), tr("Before, $ / M"), tr("After, $ / M")});
    m_changes->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_changes->verticalHeader()->hide();
    m_changes->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_changes->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_changes->setShowGrid(false);
    m_changes->setTabKeyNavigation(false);
    m_held->setObjectName(u"priceHeld"_s);
    m_held->hide();
    m_take->setObjectName(u"priceTake"_s);
    m_take->setPrimary(true);
    m_take->setEnabled(false);
    makeLayout();
    connect(m_read, &QPushButton::clicked, this, &PriceUpdateDialog::read);
    connect(m_take, &QPushButton::clicked, this, &PriceUpdateDialog::take);
    connect(service, &ModelsService::pricesRead, this, &PriceUpdateDialog::onRead);
    connect(service, &ModelsService::pricesFailed, this, &PriceUpdateDialog::onFailed);
    say(tr("Nothing changes before you say so. Calls that were made keep their price."), false);
}

void PriceUpdateDialog::makeLayout()
{
    auto* label = new PlainLabel(tr("Price list"), this);
    label->setBuddy(m_source);
    auto* from = new QHBoxLayout;
    from->setSpacing(space::control);
    from->addWidget(label);
    from->addWidget(m_source, 1);
    from->addWidget(m_read);
    auto* close = new KeycapButton(tr("Close"), this);
    close->setObjectName(u"priceClose"_s);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::control);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_take);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::section, space::section, space::section, space::section);
    all->setSpacing(space::page);
    all->addLayout(from);
    all->addWidget(m_summary);
    all->addWidget(m_changes, 1);
    all->addWidget(m_held);
    all->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

void PriceUpdateDialog::say(const QString& text, bool problem)
{
    m_summary->setText(text);
    m_summary->setRole(FontRole::Body, problem ? &Theme::bad : &Theme::text);
}

void PriceUpdateDialog::read()
{
    if (m_source->currentIndex() == m_source->count() - 1)
        return chooseFile();
    m_waiting = true;
    m_read->setEnabled(false);
    say(tr("Reading %1 …").arg(m_source->currentText()), false);
    m_service->readPrices(m_source->currentText());
}

void PriceUpdateDialog::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Price list"), {}, tr("JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_waiting = true;
        m_read->setEnabled(false);
        say(tr("Reading …"), false);
        m_service->readPrices(path);
    });
    dialog->open();
}

/// Back to before the reading; false if another dialog asked.
bool PriceUpdateDialog::endReading()
{
    if (!std::exchange(m_waiting, false))
        return false;
    m_read->setEnabled(true);
    m_changes->setRowCount(0);
    m_take->setEnabled(false);
    m_held->hide();
    return true;
}

void PriceUpdateDialog::onFailed(const Error& error)
{
    if (endReading())
        say(tr("It could not be read: %1").arg(plainQuote(error.detail, 400)), true);
}

void PriceUpdateDialog::onRead(const PriceRefresh& refresh)
{
    if (!endReading())
        return;
    const auto& plan = refresh.plan;
    say(summaryOf(refresh), false);
    fill(plan);
    m_held->setVisible(!plan.held.isEmpty());
    m_held->setChecked(false);
    m_take->setEnabled(!plan.added.isEmpty() || !plan.changed.isEmpty() || !plan.held.isEmpty());
}

void PriceUpdateDialog::fill(const RefreshPlan& plan)
{
    const auto add = [this](const QStringList& cells) {
        const int row = m_changes->rowCount();
        if (row >= kMostRows)
            return;
        m_changes->insertRow(row);
        for (int column = 0; column < cells.size(); ++column) {
            auto* item = new QTableWidgetItem(visibleCharacters(cells[column]));
            item->setTextAlignment(Qt::AlignVCenter | (column >= 2 ? Qt::AlignRight : Qt::AlignLeft));
            m_changes->setItem(row, column, item);
        }
    };
    const auto addAll = [&](const QList<PriceProposal>& proposals, const QString& mark) {
        for (const auto& proposal : proposals) {
            const QString model = mark + proposal.price.provider + u'/' + proposal.price.model;
            for (const auto& rate : proposal.change.rates)
                add({model, rate.rate, rateText(rate.rate, rate.before), rateText(rate.rate, rate.after)});
            if (proposal.change.bands == BandChange::Different)
                add({model, tr("long prompts"), tr("other bands"), tr("new bands")});
        }
    };
    addAll(plan.held, tr("Held: "));
    addAll(plan.changed, {});
    for (const auto& proposal : plan.added) {
        const auto& rates = proposal.price.periods.constFirst().rates;
        add({tr("New: ") + proposal.price.provider + u'/' + proposal.price.model, tr("input, output"), u"–"_s,
            rateText({}, rates[UsageClass::Input]) + u", "_s + rateText({}, rates[UsageClass::Output])});
    }
    m_changes->resizeColumnsToContents();
    m_changes->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
}

void PriceUpdateDialog::take()
{
    const auto count = m_service->takePrices(m_held->isChecked());
    if (!count)
        return say(tr("Nothing was taken: %1").arg(plainQuote(count.error().detail, 400)), true);
    Q_EMIT taken(tr("%n price(s) taken. Calls that were made keep theirs.", nullptr, static_cast<int>(*count)));
    accept();
}

} // namespace assay
