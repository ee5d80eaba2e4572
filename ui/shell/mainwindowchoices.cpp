// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of MainWindow that does what a person chose for this desktop.
#include "ui/compare/comparepage.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/actionregistry.h"

#include <QAction>
#include <QApplication>

using namespace Qt::StringLiterals;

namespace assay {

void MainWindow::addSettings(ProviderService* providers, const QString& profile)
{
    m_settings = new SettingsPage(
        providers, {.theme = m_appearance->choice(), .choices = m_choices, .profile = profile}, this);
    connect(m_settings, &SettingsPage::themeChosen, this, [this](ThemeChoice choice) {
        setThemeChoice(choice);
        Q_EMIT themeChosen(choice);
    });
    const auto change = [this](auto apply) {
        DesktopChoices choices = m_choices;
        apply(choices);
        setChoices(choices);
    };
    connect(m_settings, &SettingsPage::contrastChosen, this,
        [change](bool contrast) { change([&](DesktopChoices& choices) { choices.contrast = contrast; }); });
    connect(m_settings, &SettingsPage::textPercentChosen, this,
        [change](int percent) { change([&](DesktopChoices& choices) { choices.textPercent = percent; }); });
    connect(m_settings, &SettingsPage::noticesChosen, this,
        [change](NoticeDetail notices) { change([&](DesktopChoices& choices) { choices.notices = notices; }); });
    connect(m_settings, &SettingsPage::laneWanted, m_compare, &ComparePage::addLane);
    addPage({.id = u"page.settings"_s,
        .name = tr("Settings"),
        .icon = u"settings-configure"_s,
        .page = m_settings,
        .keys = QKeySequence(Qt::CTRL | Qt::Key_Comma),
        .end = RailEnd::Bottom});
}

void MainWindow::makeTextActions()
{
    const auto add = [this](const QString& id, const QString& text, const QList<QKeySequence>& keys,
                         const QString& icon, auto percent) {
        QAction* action
            = m_actions->add({.id = id, .text = text, .keys = keys.first(), .icon = icon, .group = tr("Window")});
        action->setShortcuts(keys);
        connect(action, &QAction::triggered, this, [this, percent] {
            DesktopChoices choices = m_choices;
            choices.textPercent = percent(choices.textPercent);
            setChoices(choices);
        });
    };
    // The key with the plus has it above on many keyboards, so that Ctrl and that key count without Shift, too.
    add(u"window.textLarger"_s, tr("Larger text"),
        {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)}, u"zoom-in"_s,
        [](int percent) { return nextTextSize(percent, 1); });
    add(u"window.textSmaller"_s, tr("Smaller text"), {QKeySequence(Qt::CTRL | Qt::Key_Minus)}, u"zoom-out"_s,
        [](int percent) { return nextTextSize(percent, -1); });
    add(u"window.textNormal"_s, tr("Text as the desktop has it"), {QKeySequence(Qt::CTRL | Qt::Key_0)},
        u"zoom-original"_s, [](int) { return 100; });
}

void MainWindow::setChoices(const DesktopChoices& choices)
{
    m_appearance->setContrast(choices.contrast);
    m_appearance->setTextPercent(choices.textPercent);
    if (choices == m_choices)
        return;
    m_choices = choices;
    if (m_settings != nullptr)
        m_settings->setTextPercent(choices.textPercent);
    Q_EMIT choicesChanged(choices);
}

void MainWindow::onRunFinished(const RunRecord& run)
{
    if (run.duration < RunNotices::kLong || isActiveWindow() || m_compare->isRunning())
        return;
    QApplication::alert(this);
    if (m_choices.notices == NoticeDetail::Off)
        return;
    const auto content = m_compare->isBlind()      ? RunNotices::Content::Blind
        : m_choices.notices == NoticeDetail::Names ? RunNotices::Content::Names
                                                   : RunNotices::Content::Plain;
    Q_EMIT noticeWanted(RunNotices::ended(run, content));
}

} // namespace assay
