// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/shell/rail.h"
#include "ui/shell/windowservices.h"
#include "ui/shell/windowstate.h"
#include "ui/text/runnotice.h"

#include <QKeySequence>
#include <QMainWindow>

#include <memory>

class QStackedWidget;

namespace assay {

class ActionRegistry;
class Appearance;
class ComparePage;
class GatewayPage;
class WhatIfPage;
class HistoryPage;
class SettingsPage;
class SharedFilter;
class StatusStrip;
struct RunFork;

/// The window: rail, toolbar, pages, status bar. Constructing it needs no engine, file or network; nothing in it
/// waits. Closing it cancels what still runs, because sessions die with the page.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(WindowServices services);
    ~MainWindow() override;

    ComparePage* comparePage() const { return m_compare; }
    ActionRegistry* actions() const { return m_actions; }

    /// New totals, whenever the ledger changed.
    void setSpend(const SpendSummary& spend);
    /// A sentence in the status bar that stays until the next one: a budget's threshold was reached.
    void setRemark(const QString& sentence);
    /// A new list for the model picker; lanes that are in the line-up stay.
    void setModels(const QList<ModelChoice>& models);
    void setThemeChoice(ThemeChoice choice);
    WindowState state() const;
    /// Takes up what an earlier window left.
    void restore(const WindowState& state);

Q_SIGNALS:
    /// The person changed the line-up; to be remembered for the next start.
    void lineUpChanged(const QList<assay::ModelRef>& lanes);
    /// The person chose other colours; to be remembered.
    void themeChosen(assay::ThemeChoice choice);
    void choicesChanged(const assay::DesktopChoices& choices); ///< the same for the rest of the appearance
    /// A long run has ended while another window is in front, and the person wants to be told.
    void noticeWanted(const assay::RunNotice& notice);
    void stateChanged(); ///< something of `state()`; often
    void closing(); ///< the last chance to ask for `state()`

protected:
    void resizeEvent(QResizeEvent* event) override;
    void moveEvent(QMoveEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    /// A page of the window: how the rail names it, and what it shows.
    struct PageSpec {
        QString id;
        QString name;
        QString icon;
        QWidget* page = nullptr;
        QKeySequence keys; ///< empty: Ctrl and the number of the page
        RailEnd end = RailEnd::Top;
    };
    void addPage(const PageSpec& spec);
    void addHistory(HistoryService* service);
    /// Lets the pages over the ledger share one filter, and the filter know folders and names.
    void shareFilter(HistoryService* service);
    void addGateway(GatewayControl* control);
    void addWhatIf(WhatIfService* service);
    /// Puts an earlier run into Compare, with all that was set; sends nothing.
    void takeUp(const RunFork& fork);
    void makeActions();
    void makePages(WindowServices services);
    void watchState();
    void addSettings(ProviderService* providers, const QString& profile);
    void makeTextActions();
    void setChoices(const DesktopChoices& choices);
    void onRunFinished(const RunRecord& run);
    void showPalette();
    void showShortcutSheet();

    Appearance* m_appearance;
    ActionRegistry* m_actions;
    QList<PageSpec> m_pageList;
    Rail* m_rail = nullptr;
    QStackedWidget* m_pages = nullptr;
    QList<ModelChoice> m_models; // what can be asked now
    ComparePage* m_compare = nullptr;
    HistoryPage* m_history = nullptr;
    SharedFilter* m_filter = nullptr; ///< what History, Insights and Spend show
    GatewayPage* m_gateway = nullptr;
    WhatIfPage* m_whatIf = nullptr;
    StatusStrip* m_status = nullptr;
    SettingsPage* m_settings = nullptr;
    DesktopChoices m_choices;
    SpendSummary m_spend; ///< the newest; shown once nothing is judged blind
};

/// The one entry for the composition root. Needs a QApplication.
std::unique_ptr<MainWindow> makeMainWindow(WindowServices services);

/// Writes what the widget shows now as PNG, at the screen's scale. False if the file cannot be written.
bool saveScreenshot(QWidget* widget, const QString& path);

} // namespace assay
