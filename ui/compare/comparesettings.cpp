// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparesettings.h"

#include "ui/compare/comparepage.h"
#include "ui/compare/differencesdialog.h"
#include "ui/compare/lanesettingsdialog.h"
#include "ui/text/formats.h"
#include "ui/widgets/actionregistry.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace assay {

CompareSettings::CompareSettings(ComparePage& page, ActionRegistry& actions)
    : QObject(&page)
    , m_page(page)
{
    QAction* settings = actions.add({.id = u"compare.settings"_s,
        .text = tr("Settings of all lanes…"),
        .keys = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
        .icon = u"settings-configure"_s,
        .group = tr("Compare")});
    connect(settings, &QAction::triggered, this, &CompareSettings::editCommon);
    QAction* differences = actions.add({.id = u"compare.differences"_s,
        .text = tr("What the lanes do not share"),
        .keys = QKeySequence(Qt::CTRL | Qt::Key_I),
        .icon = u"view-split-left-right"_s,
        .group = tr("Compare")});
    connect(differences, &QAction::triggered, this, &CompareSettings::showDifferences);
    connect(page.composer(), &Composer::settingsRequested, this, &CompareSettings::editCommon);
    connect(&page, &ComparePage::lanesRebuilt, this, &CompareSettings::connectLanes);
}

void CompareSettings::connectLanes()
{
    for (LaneView* lane : m_page.lanes()) {
        disconnect(lane, &LaneView::settingsRequested, this, nullptr);
        connect(lane, &LaneView::settingsRequested, this, [this, lane] { editLane(lane); });
    }
}

void CompareSettings::editCommon()
{
    if (m_page.isBlind())
        return;
    auto* dialog = new LaneSettingsDialog(
        {.title = tr("Settings of all lanes"), .settings = m_page.commonSettings(), .forOneLane = false}, &m_page);
    connect(dialog, &LaneSettingsDialog::saved, &m_page, [this](const std::optional<LaneSettings>& settings) {
        m_page.setCommonSettings(settings.value_or(LaneSettings()));
    });
    connect(dialog, &LaneSettingsDialog::differencesRequested, this, &CompareSettings::showDifferences);
    dialog->open();
}

void CompareSettings::editLane(LaneView* lane)
{
    if (m_page.isBlind())
        return;
    auto* dialog = new LaneSettingsDialog(
        {.title = tr("Settings of lane %1, %2").arg(laneLetter(lane->index()), lane->model().displayName()),
            .settings = m_page.settingsOf(lane),
            .forOneLane = true,
            .isOwn = lane->ownSettings().has_value()},
        &m_page);
    connect(dialog, &LaneSettingsDialog::saved, lane, [this, lane](const std::optional<LaneSettings>& settings) {
        lane->setOwnSettings(settings);
        m_page.setCommonSettings(m_page.commonSettings());
    });
    connect(dialog, &LaneSettingsDialog::differencesRequested, this, &CompareSettings::showDifferences);
    dialog->open();
}

QList<LaneIdentity> CompareSettings::identities() const
{
    QList<LaneIdentity> out;
    for (const LaneView* lane : m_page.lanes()) {
        const LaneSettings& settings = m_page.settingsOf(lane);
        const Conversation& talk = m_page.conversation();
        QString history;
        if (!talk.isEmpty() && m_page.composer()->followUp().kind == FollowUp::Kind::Own) {
            const auto gaps = talk.gaps(talk.current(), [lane](int turn) { return lane->track().answer(turn); });
            const bool whole = gaps.isEmpty() && lane->track().answer(talk.current());
            history = whole ? tr("its own answers") : tr("its own answers, not of every turn");
        }
        out.append({.model = lane->model().displayName(),
            .provider = lane->model().displayProvider(),
            .system = settings.system.value_or(m_page.composer()->systemText()),
            .history = history,
            .settings = settings});
    }
    return out;
}

void CompareSettings::showDifferences()
{
    if (m_page.isBlind())
        return;
    auto* dialog = new DifferencesDialog(identities(), &m_page);
    dialog->show();
}

} // namespace assay
