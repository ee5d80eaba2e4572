// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/compareforesight.h"

#include "ui/compare/comparepage.h"

using namespace std::chrono_literals;

namespace assay {

CompareForesight::CompareForesight(ComparePage& page)
    : QObject(&page)
    , m_page(page)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(250ms);
    connect(&m_delay, &QTimer::timeout, this, &CompareForesight::look);
    connect(page.composer(), &Composer::changed, this, [this] { m_delay.start(); });
    connect(&page, &ComparePage::lanesRebuilt, this, [this] { m_delay.start(); });
}

void CompareForesight::look()
{
    const Prompt prompt = m_page.composer()->prompt();
    const Conversation& talk = m_page.conversation();
    const CompareSupport& support = m_page.services().support;
    QList<LaneSpec> specs;
    for (LaneView* lane : m_page.shownLanes()) {
        ChatRequest request;
        const LaneSettings& settings = m_page.settingsOf(lane);
        const QString system = settings.system ? *settings.system : prompt.system;
        if (!system.trimmed().isEmpty())
            request.messages.append(ChatMessage::text(Role::System, system));
        if (!talk.isEmpty() && m_page.composer()->followUp().kind == FollowUp::Kind::Own) {
            request.messages += talk.messages(talk.current(), [lane](int turn) { return lane->track().answer(turn); });
            if (const auto answer = lane->track().answer(talk.current()))
                request.messages.append(ChatMessage::text(Role::Assistant, *answer));
        }
        request.messages.append(promptMessage(prompt));
        settings.applyTo(request);
        if (support.warnings)
            lane->setWarnings(support.warnings(request, lane->model()));
        specs.append(LaneSpec{.index = lane->index(),
            .model = lane->model().ref,
            .endpoints = {lane->model().endpoint},
            .request = request});
    }
    const bool told = support.estimate && !m_page.isBlind();
    m_page.composer()->setEstimate(told ? support.estimate(specs) : QString());
}

} // namespace assay
