// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/mainwindow.h"

#include "ui/compare/comparepage.h"
#include "ui/compare/composer.h"
#include "ui/compare/promptedit.h"
#include "ui/compare/runfork.h"
#include "ui/filter/sharedfilter.h"
#include "ui/gateway/gatewaypage.h"
#include "ui/history/historypage.h"
#include "ui/insights/insightspage.h"
#include "ui/modelspage/modelspage.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/shell/statusstrip.h"
#include "ui/spend/spendpage.h"
#include "ui/theme/appearance.h"
#include "ui/whatif/whatifpage.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/quickpicker.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QStringList namesOf(const QList<ModelChoice>& models)
{
    QStringList out;
    for (const auto& model : models)
        out.append(model.ref.toString());
    return out;
}

} // namespace

MainWindow::MainWindow(WindowServices services)
    : m_appearance(new Appearance(services.theme, this))
    , m_actions(new ActionRegistry(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Assay"));
    setWindowIcon(QIcon(u":/assay/icons/assay.svg"_s));
    setChoices(services.choices);
    makeActions();
    makeTextActions();

    auto* centre = new QWidget(this);
    m_rail = new Rail(centre);
    m_pages = new QStackedWidget(centre);
    m_status = new StatusStrip(services.project, centre);
    auto* upper = new QHBoxLayout;
    upper->setSpacing(0);
    upper->addWidget(m_rail);
    upper->addWidget(m_pages, 1);
    auto* all = new QVBoxLayout(centre);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(upper, 1);
    all->addWidget(m_status);
    setCentralWidget(centre);

    makePages(std::move(services));
    watchState();
    m_status->setSpend({});
    resize(1440, 900);
    m_compare->composer()->promptEdit()->setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeActions()
{
    const QString group = tr("Window");
    QAction* palette = m_actions->add({.id = u"window.palette"_s,
        .text = tr("Commands…"),
        .keys = QKeySequence(Qt::CTRL | Qt::Key_K),
        .icon = u"search"_s,
        .group = group});
    connect(palette, &QAction::triggered, this, &MainWindow::showPalette);
    QAction* sheet = m_actions->add({.id = u"window.shortcuts"_s,
        .text = tr("All keys"),
        .keys = QKeySequence(Qt::SHIFT | Qt::Key_F1),
        .icon = {},
        .group = group});
    connect(sheet, &QAction::triggered, this, &MainWindow::showShortcutSheet);
    QAction* quit = m_actions->add({.id = u"window.quit"_s,
        .text = tr("Quit"),
        .keys = QKeySequence(QKeySequence::Quit),
        .icon = u"application-exit"_s,
        .group = group});
    connect(quit, &QAction::triggered, this, &QWidget::close);
}

void MainWindow::makePages(WindowServices services)
{
    m_models = services.models;
    m_compare = new ComparePage({.makeSession = std::move(services.makeSession),
                                    .models = std::move(services.models),
                                    .initialLanes = std::move(services.initialLanes),
                                    .samplePrompts = std::move(services.samplePrompts),
                                    .project = services.project,
                                    .support = services.compare},
        *m_actions, this);
    addPage({.id = u"page.compare"_s, .name = tr("Compare"), .icon = u"object-columns"_s, .page = m_compare});
    m_rail->setCurrent(0);
    connect(m_compare, &ComparePage::lineUpChanged, this, &MainWindow::lineUpChanged);
    connect(m_compare, &ComparePage::statusChanged, this, [this] {
        m_status->setSimulated(m_compare->isAllSimulated());
        if (!m_compare->isBlind())
            m_status->setSpend(m_spend);
    });
    m_status->setSimulated(m_compare->isAllSimulated());
    m_filter = new SharedFilter(this);
    if (services.history != nullptr) {
        shareFilter(services.history);
        addHistory(services.history);
    }
    if (services.insights != nullptr) {
        addPage({.id = u"page.insights"_s,
            .name = tr("Insights"),
            .icon = u"office-chart-line"_s,
            .page = new InsightsPage(services.insights, m_filter, this),
            .keys = {},
            .end = RailEnd::Top});
    }
    if (services.spend != nullptr) {
        auto* spend = new SpendPage(services.spend, m_filter, this);
        addPage({.id = u"page.spend"_s, .name = tr("Spend"), .icon = u"wallet-open"_s, .page = spend});
        connect(spend, &SpendPage::compareWanted, this, [this] { m_actions->find(u"page.compare"_s)->trigger(); });
    }
    if (services.catalogue != nullptr) {
        auto* models = new ModelsPage(services.catalogue, this);
        connect(models, &ModelsPage::laneWanted, m_compare, &ComparePage::addLane);
        addPage({.id = u"page.models"_s,
            .name = tr("Models"),
            .icon = u"server-database"_s,
            .page = models,
            .keys = {},
            .end = RailEnd::Top});
    }
    if (services.gateway != nullptr)
        addGateway(services.gateway);
    if (services.whatIf != nullptr)
        addWhatIf(services.whatIf);
    if (services.providers != nullptr)
        addSettings(services.providers, services.profile);
}

void MainWindow::shareFilter(HistoryService* service)
{
    m_filter->setFolders(service->folders());
    connect(m_filter, &SharedFilter::foldersEdited, service, &HistoryService::setFolders);
    connect(service, &HistoryService::counted, m_filter,
        [this](const RunCounts& counts) { m_filter->setOffers(offersOf(counts)); });
    // History asks itself; the other pages want the same names.
    connect(m_pages, &QStackedWidget::currentChanged, service, [this, service](int page) {
        if (m_filter->offers() == FilterOffers() && m_pages->widget(page) != m_history && page > 0)
            service->count();
    });
}

void MainWindow::addHistory(HistoryService* service)
{
    auto* history = new HistoryPage(service, m_filter, this);
    m_history = history;
    connect(history, &HistoryPage::forkWanted, this, &MainWindow::takeUp);
    addPage({.id = u"page.history"_s,
        .name = tr("History"),
        .icon = u"view-history"_s,
        .page = history,
        .keys = {},
        .end = RailEnd::Top});
}

void MainWindow::addGateway(GatewayControl* control)
{
    m_gateway = new GatewayPage(control, this);
    m_gateway->setModels(namesOf(m_models));
    connect(m_gateway, &GatewayPage::runWanted, this, [this](const QString& runId) {
        if (m_history == nullptr)
            return;
        m_actions->find(u"page.history"_s)->trigger();
        m_history->openRun(runId);
    });
    addPage({.id = u"page.gateway"_s,
        .name = tr("Gateway"),
        .icon = u"network-connect"_s,
        .page = m_gateway,
        .keys = {},
        .end = RailEnd::Top});
    const auto tell = [this, control] {
        const GatewayStatus status = control->status();
        m_status->setGateway(status.phase == GatewayPhase::On ? u"127.0.0.1:%1"_s.arg(status.port) : QString());
    };
    connect(control, &GatewayControl::statusChanged, this, tell);
    tell();
}

void MainWindow::addWhatIf(WhatIfService* service)
{
    m_whatIf = new WhatIfPage(service, this);
    m_whatIf->setModels(namesOf(m_models));
    addPage({.id = u"page.whatif"_s,
        .name = tr("What if"),
        .icon = u"office-chart-bar"_s,
        .page = m_whatIf,
        .keys = {},
        .end = RailEnd::Top});
}

void MainWindow::takeUp(const RunFork& fork)
{
    if (!openFork(*m_compare, fork)) {
        setRemark(tr("Compare is busy; end what runs there, or the blind pair, first."));
        return;
    }
    setRemark(fork.notes.join(u' '));
    if (auto* page = m_actions->find(u"page.compare"_s))
        page->trigger();
    m_compare->composer()->promptEdit()->setFocus();
}

void MainWindow::addPage(const PageSpec& spec)
{
    const int index = m_pages->addWidget(spec.page);
    m_pageList.append(spec);
    const auto digit = static_cast<Qt::Key>(Qt::Key_1 + index);
    QAction* action = m_actions->add({.id = spec.id,
        .text = spec.name,
        .keys = spec.keys.isEmpty() ? QKeySequence(QKeyCombination(Qt::CTRL, digit)) : spec.keys,
        .icon = spec.icon,
        .group = tr("Pages")});
    m_rail->addPage(action, spec.end);
    connect(action, &QAction::triggered, this, [this, index] {
        m_pages->setCurrentIndex(index);
        m_rail->setCurrent(index);
        Q_EMIT stateChanged();
    });
}

void MainWindow::setSpend(const SpendSummary& spend)
{
    // A sum that grows would tell which of two answers was the dear one.
    m_spend = spend;
    if (!m_compare->isBlind())
        m_status->setSpend(spend);
}

void MainWindow::setRemark(const QString& sentence)
{
    m_status->setRemark(sentence);
}

void MainWindow::setModels(const QList<ModelChoice>& models)
{
    m_models = models;
    m_compare->setModels(models);
    if (m_gateway != nullptr)
        m_gateway->setModels(namesOf(models));
    if (m_whatIf != nullptr)
        m_whatIf->setModels(namesOf(models));
}

void MainWindow::setThemeChoice(ThemeChoice choice)
{
    m_appearance->setChoice(choice);
}

void MainWindow::showPalette()
{
    QList<QAction*> offered;
    QList<PickerEntry> entries;
    for (QAction* action : m_actions->all()) {
        if (!action->isEnabled() || action->objectName() == "window.palette"_L1)
            continue;
        offered.append(action);
        entries.append({.title = action->text(),
            .detail = ActionRegistry::group(action),
            .hint = action->shortcut().toString(QKeySequence::NativeText),
            .icon = action->icon()});
    }
    auto* picker = new QuickPicker(tr("What do you want to do?"), entries, this);
    connect(picker, &QuickPicker::chosen, this, [offered](int entry) { offered.at(entry)->trigger(); });
    picker->popup(nullptr);
}

void MainWindow::showShortcutSheet()
{
    (new ShortcutSheet(*m_actions, this))->show();
}

std::unique_ptr<MainWindow> makeMainWindow(WindowServices services)
{
    return std::make_unique<MainWindow>(std::move(services));
}

bool saveScreenshot(QWidget* widget, const QString& path)
{
    return widget->grab().save(path, "PNG");
}

} // namespace assay
