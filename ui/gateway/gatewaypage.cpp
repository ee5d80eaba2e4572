// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/gatewaypage.h"

#include "ui/charts/chartbox.h"
#include "ui/gateway/gatewaybar.h"
#include "ui/gateway/gatewaycallmodel.h"
#include "ui/gateway/gatewaykeymodel.h"
#include "ui/gateway/gatewayoptionsdialog.h"
#include "ui/gateway/hourchart.h"
#include "ui/gateway/newkeydialog.h"
#include "ui/gateway/recipepanel.h"
#include "ui/gateway/testpanel.h"
#include "ui/settings/confirmation.h"
#include "ui/text/errorsentences.h"
#include "ui/widgets/flattable.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QItemSelectionModel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

// As wide as the snippets need, while the tables have most of the page.
constexpr int kLeastSide = 320;
constexpr int kMostSide = 480;

} // namespace

GatewayPage::GatewayPage(GatewayControl* control, QWidget* parent)
    : QWidget(parent)
    , m_control(control)
{
    setObjectName(u"gatewayPage"_s);
    setAccessibleName(tr("Gateway"));
    m_pulse.setInterval(5s);
    connect(&m_pulse, &QTimer::timeout, m_control, &GatewayControl::readKeys);
}

void GatewayPage::setModels(const QStringList& models)
{
    m_models = models;
    if (m_recipes != nullptr)
        m_recipes->setModels(models);
}

void GatewayPage::showEvent(QShowEvent* event)
{
    if (m_bar == nullptr)
        build();
    fitSide();
    QWidget::showEvent(event);
    m_control->watchCalls(true);
    m_control->readKeys();
    m_pulse.start();
    showStatus();
    showCalls();
    showTraffic();
}

void GatewayPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_pulse.stop();
    m_control->watchCalls(false);
}

void GatewayPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitSide();
}

void GatewayPage::fitSide()
{
    if (m_side != nullptr)
        m_side->setFixedWidth(qBound(kLeastSide, width() * 30 / 100, kMostSide));
}

void GatewayPage::connectParts()
{
    connect(m_bar, &GatewayBar::startWanted, m_control, &GatewayControl::start);
    connect(m_bar, &GatewayBar::stopWanted, m_control, &GatewayControl::stop);
    connect(m_bar, &GatewayBar::optionsWanted, this, &GatewayPage::showOptions);
    connect(m_bar, &GatewayBar::newKeyWanted, this, &GatewayPage::askNewKey);
    connect(m_nearby, &QPushButton::clicked, m_control, &GatewayControl::startNearby);
    connect(m_startHere, &QPushButton::clicked, m_control, &GatewayControl::start);
    connect(m_toggle, &QPushButton::clicked, this, &GatewayPage::toggleKey);
    connect(m_remove, &QPushButton::clicked, this, &GatewayPage::askRemove);
    connect(m_keyTable->selectionModel(), &QItemSelectionModel::selectionChanged, this, &GatewayPage::showSelection);
    connect(m_keys, &QAbstractItemModel::modelReset, this, &GatewayPage::showSelection);
    connect(m_keys, &QAbstractItemModel::dataChanged, this, &GatewayPage::showSelection);
    connect(m_callTable, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
        index.column() == GatewayCallModel::Stop ? stopCall(index.row()) : openCall(index.row());
    });
    auto* stopKey = new QShortcut(QKeySequence::Delete, m_callTable, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(stopKey, &QShortcut::activated, this, [this] { stopCall(m_callTable->currentIndex().row()); });
    connect(m_callTable, &FlatTable::opened, this, &GatewayPage::openCall);
    connect(m_filter, &QButtonGroup::idClicked, this, [this](int only) {
        m_calls->setErrorsOnly(only == 1);
        showCalls();
    });
    connect(m_control, &GatewayControl::statusChanged, this, [this] {
        showStatus();
        showCalls();
    });
    connect(m_control, &GatewayControl::keysRead, this, &GatewayPage::showKeys);
    connect(m_control, &GatewayControl::keyCreated, m_recipes, &RecipePanel::holdSecret);
    connect(m_control, &GatewayControl::callsChanged, this, &GatewayPage::showCalls);
    connect(m_control, &GatewayControl::trafficChanged, this, &GatewayPage::showTraffic);
    connect(m_control, &GatewayControl::testEnded, m_test, &TestPanel::showResult);
    connect(m_recipes, &RecipePanel::choiceChanged, this,
        [this] { m_test->setAsked(m_recipes->model(), m_recipes->keyName()); });
    connect(m_test, &TestPanel::testWanted, this, [this] {
        m_test->showRunning();
        m_control->sendTest(m_recipes->keyId(), m_recipes->model());
    });
    connect(m_control, &GatewayControl::todayRead, m_bar, &GatewayBar::setToday);
    connect(m_control, &GatewayControl::failed, this, [this](const QString& why) {
        m_problem->setText(plainQuote(why));
        m_problem->setVisible(true);
    });
}

void GatewayPage::showStatus()
{
    const GatewayStatus status = m_control->status();
    m_bar->setStatus(status, m_control->now());
    m_failureText->setText(
        tr("%1 Tools cannot call until it runs. Another port can be chosen under “Options…”.").arg(status.failure));
    m_failure->setVisible(status.phase == GatewayPhase::Failed);
    m_recipes->setAddress(status.address());
    m_test->setOpen(status.phase == GatewayPhase::On);
}

void GatewayPage::showTraffic()
{
    const GatewayTraffic traffic = m_control->traffic();
    m_hour->setMinutes(traffic.hour);
    m_hourBox->setVisible(!traffic.hour.isEmpty()); // without an hour there is no picture of it
    m_hourBox->setNote(traffic.hour.isEmpty()
            ? QString()
            : tr("%1 a minute now, highest %2; ▾ refused or failed")
                  .arg(QLocale().toString(traffic.perMinute, 'f', traffic.perMinute < 10 ? 1 : 0))
                  .arg(m_hour->highest()));
    m_hourBox->refresh();
}

void GatewayPage::showKeys(const QList<GatewayKeyRow>& keys)
{
    m_problem->setVisible(false);
    m_keys->setKeys(keys, m_control->now());
    m_keyPages->setCurrentIndex(keys.isEmpty() ? 0 : 1);
    m_keyCount->setText(tr("%n keys", nullptr, static_cast<int>(keys.size())));
    for (QWidget* part :
        {static_cast<QWidget*>(m_keyCount), static_cast<QWidget*>(m_toggle), static_cast<QWidget*>(m_remove)})
        part->setVisible(!keys.isEmpty());
    m_keyTable->fit();
    m_recipes->setKeys(keys);
    showSelection();
}

void GatewayPage::showCalls()
{
    m_calls->setCalls(m_control->calls(), m_control->now());
    const auto running = m_calls->running();
    m_live->setText(tr("%n running", nullptr, static_cast<int>(running)));
    m_live->setVisible(running > 0);
    const auto errors = static_cast<int>(m_calls->errors());
    m_filter->button(1)->setText(tr("Errors (%1)").arg(errors));
    m_callPages->setCurrentIndex(m_calls->rowCount() == 0 ? 0 : 1);
    m_callTable->fit();
    const bool on = m_control->status().phase == GatewayPhase::On;
    const bool filtered = m_filter->checkedId() == 1;
    m_callEmpty->setText(filtered ? tr("No call went wrong.") : on ? tr("No call yet.") : tr("The gateway is off."));
    m_callHint->setText(filtered ? tr("Of the calls that are listed here, all ended well.")
            : on
            ? tr("Connect a tool with a recipe at the right. Its calls appear here as they happen, and stay in "
                 "History.")
            : tr("Turn it on, and tools on this computer can call your models at one address, each with its own key."));
    m_startHere->setVisible(!on && !filtered);
}

const GatewayKeyRow* GatewayPage::chosenKey() const
{
    const auto rows = m_keyTable->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_keys->keys()[rows.first().row()];
}

void GatewayPage::showSelection()
{
    const GatewayKeyRow* chosen = chosenKey();
    m_toggle->setEnabled(chosen != nullptr);
    m_remove->setEnabled(chosen != nullptr);
    m_toggle->setText(chosen != nullptr && chosen->key.disabled ? tr("Enable") : tr("Disable"));
}

void GatewayPage::showOptions()
{
    auto* dialog = new GatewayOptionsDialog(m_control->status(), this);
    connect(dialog, &GatewayOptionsDialog::chosen, m_control, &GatewayControl::setPreferences);
    dialog->open();
}

void GatewayPage::askNewKey()
{
    (new NewKeyDialog(m_control, this))->open();
}

void GatewayPage::toggleKey()
{
    if (const GatewayKeyRow* chosen = chosenKey())
        m_control->setKeyDisabled(chosen->key.id, !chosen->key.disabled);
}

void GatewayPage::askRemove()
{
    const GatewayKeyRow* chosen = chosenKey();
    if (chosen == nullptr)
        return;
    confirm({.name = u"removeKey"_s,
                .title = tr("Delete a key"),
                .question = tr("Delete the key “%1”?").arg(plainQuote(chosen->key.name, 60)),
                .detail = tr("The tool that uses it can call nothing any more. What it has spent stays in the ledger."),
                .yes = tr("Delete")},
        this, [this, id = chosen->key.id] { m_control->removeKey(id); });
}

void GatewayPage::stopCall(int row)
{
    if (m_calls->canStop(row))
        m_control->stopCall(m_calls->callAt(row).runId);
}

void GatewayPage::openCall(int row)
{
    const GatewayCallRow& call = m_calls->callAt(row);
    if (isTerminal(call.state) && call.refusal.isEmpty())
        Q_EMIT runWanted(call.runId);
}

} // namespace assay
