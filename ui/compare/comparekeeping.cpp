// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparekeeping.h"

#include "core/support/whendone.h"
#include "ui/compare/comparebar.h"
#include "ui/compare/comparelibrary.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/exportdialog.h"
#include "ui/compare/namedialog.h"
#include "ui/compare/versionsdialog.h"
#include "ui/text/errorsentences.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/quickpicker.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kListed = 200;

QString when(const QDateTime& at)
{
    return QLocale().toString(at.toLocalTime(), QLocale::ShortFormat);
}

} // namespace

CompareKeeping::CompareKeeping(ComparePage& page, ActionRegistry& actions)
    : QObject(&page)
    , m_page(page)
    , m_library(page.services().support.library)
{
    makeActions(actions);
    Composer* composer = page.composer();
    connect(composer, &Composer::promptsRequested, this, &CompareKeeping::showPrompts);
    connect(composer, &Composer::systemLibraryRequested, this, &CompareKeeping::showSystemPrompts);
    connect(composer, &Composer::systemSaveRequested, this, &CompareKeeping::saveSystemPrompt);
    connect(page.bar(), &CompareBar::lineUpsRequested, this, &CompareKeeping::showLineUps);
    connect(&page, &ComparePage::lanesRebuilt, this, [this] {
        for (LaneView* lane : m_page.lanes()) {
            disconnect(lane, &LaneView::copyCurlRequested, this, nullptr);
            connect(lane, &LaneView::copyCurlRequested, this, [this, lane] { copyCurl(lane); });
        }
    });
}

void CompareKeeping::makeActions(ActionRegistry& actions)
{
    const auto add = [&](const QString& id, const QString& text, const QKeySequence& keys, const QString& icon,
                         auto what) {
        QAction* action = actions.add({.id = id, .text = text, .keys = keys, .icon = icon, .group = tr("Keeping")});
        connect(action, &QAction::triggered, this, what);
        return action;
    };
    add(u"compare.lineUps"_s, tr("Line-ups…"), {}, u"bookmarks"_s, [this] { showLineUps(); });
    add(u"compare.saveLineUp"_s, tr("Keep this line-up…"), {}, u"document-save"_s, [this] { saveLineUp(); });
    add(u"compare.prompts"_s, tr("Prompts and their versions…"), QKeySequence(Qt::CTRL | Qt::Key_P), u"view-history"_s,
        [this] { showPrompts(); });
    add(u"compare.open"_s, tr("Open a conversation…"), QKeySequence(QKeySequence::Open), u"document-open"_s,
        [this] { showThreads(); });
    QAction* hand = add(u"compare.export"_s, tr("Export this conversation…"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), u"document-export"_s, [this] { exportThread(); });
    hand->setEnabled(m_library != nullptr);
}

void CompareKeeping::say(const QString& words)
{
    m_page.bar()->setStatus(words);
}

void CompareKeeping::showLineUps()
{
    if (m_page.isBlind())
        return;
    auto* menu = new QMenu(&m_page);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"lineUpMenu"_s);
    menu->setAccessibleName(tr("Line-ups"));
    const QList<LineUp> kept = m_library != nullptr ? m_library->lineUps() : QList<LineUp>();
    for (const LineUp& lineUp : kept) {
        const QString words = tr("%1 (%n lanes)", nullptr, static_cast<int>(lineUp.lanes.size())).arg(lineUp.name);
        menu->addAction(QString(words).replace(u'&', u"&&"_s), this, [this, lineUp] { m_page.takeLineUp(lineUp); })
            ->setEnabled(!m_page.isRunning());
    }
    if (!kept.isEmpty()) {
        menu->addSeparator();
        QMenu* remove = menu->addMenu(tr("Forget"));
        for (const LineUp& lineUp : kept) {
            remove->addAction(QString(lineUp.name).replace(u'&', u"&&"_s), this, [this, name = lineUp.name] {
                const Result<void> removed = m_library->removeLineUp(name);
                say(removed ? tr("Forgotten: %1").arg(name) : plainQuote(removed.error().detail));
            });
        }
    }
    QAction* keep = menu->addAction(tr("Keep this line-up…"), this, &CompareKeeping::saveLineUp);
    keep->setEnabled(m_library != nullptr);
    QToolButton* anchor = m_page.bar()->lineUpButton();
    menu->popup(anchor->mapToGlobal(QPoint(0, anchor->height() + 2)));
}

void CompareKeeping::saveLineUp()
{
    if (m_library == nullptr)
        return;
    auto* dialog = new NameDialog(tr("Keep this line-up"), tr("Name, such as “Everyday three”"), {}, &m_page);
    connect(dialog, &NameDialog::named, this, [this](const QString& name) {
        const Result<void> saved = m_library->saveLineUp(m_page.currentLineUp(name));
        say(saved ? tr("Kept as %1").arg(name) : plainQuote(saved.error().detail));
    });
    dialog->open();
}

void CompareKeeping::showPrompts()
{
    if (m_library == nullptr)
        return;
    whenDone(m_library->prompts(kListed), this, [this](const Result<QList<PromptSummary>>& prompts) {
        if (!prompts) {
            say(plainQuote(prompts.error().detail));
            return;
        }
        QList<PickerEntry> entries;
        for (const PromptSummary& prompt : *prompts)
            entries.append({.title = plainQuote(prompt.newest.text, 90),
                .detail = when(prompt.newest.at),
                .hint = prompt.newest.version > 1 ? tr("%n versions", nullptr, prompt.newest.version) : QString(),
                .icon = {}});
        auto* picker = new QuickPicker(tr("Prompts you have asked…"), entries, &m_page);
        connect(picker, &QuickPicker::chosen, this, [this, list = *prompts](int entry) {
            const PromptSummary& prompt = list.at(entry);
            if (prompt.newest.version > 1)
                showVersions(prompt.id);
            else
                m_page.takePrompt(prompt.id, prompt.newest.text, prompt.newest.system);
        });
        picker->popup(nullptr);
    });
}

void CompareKeeping::showVersions(const QString& prompt)
{
    whenDone(m_library->promptVersions(prompt), this, [this, prompt](const Result<QList<PromptVersion>>& versions) {
        if (!versions || versions->isEmpty())
            return;
        auto* dialog = new VersionsDialog(*versions, &m_page);
        connect(dialog, &VersionsDialog::taken, this,
            [this, prompt](const PromptVersion& version) { m_page.takePrompt(prompt, version.text, version.system); });
        dialog->open();
    });
}

void CompareKeeping::showSystemPrompts()
{
    if (m_library == nullptr)
        return;
    whenDone(m_library->systemPrompts(kListed), this, [this](const Result<QList<PromptSummary>>& prompts) {
        if (!prompts || prompts->isEmpty()) {
            say(tr("No system prompt is kept yet; write one and press Keep."));
            return;
        }
        QList<PickerEntry> entries;
        for (const PromptSummary& prompt : *prompts)
            entries.append({.title = prompt.name,
                .detail = plainQuote(prompt.newest.text, 80),
                .hint = tr("version %1").arg(prompt.newest.version),
                .icon = {}});
        auto* picker = new QuickPicker(tr("System prompts…"), entries, &m_page);
        connect(picker, &QuickPicker::chosen, this,
            [this, list = *prompts](int entry) { m_page.composer()->setSystemText(list.at(entry).newest.text); });
        picker->popup(nullptr);
    });
}

void CompareKeeping::saveSystemPrompt()
{
    const QString text = m_page.composer()->systemText();
    if (m_library == nullptr || text.trimmed().isEmpty())
        return;
    auto* dialog = new NameDialog(tr("Keep this system prompt"), tr("Name, such as “Careful reviewer”"), {}, &m_page);
    connect(dialog, &NameDialog::named, this, [this, text](const QString& name) {
        whenDone(m_library->saveSystemPrompt(name, text), this, [this, name](const Result<void>& saved) {
            say(saved ? tr("Kept as %1").arg(name) : plainQuote(saved.error().detail));
        });
    });
    dialog->open();
}

void CompareKeeping::showThreads()
{
    // A list of models would tell who is being judged.
    if (m_library == nullptr || m_page.isBlind() || m_page.isRunning())
        return;
    whenDone(m_library->threads(kListed), this, [this](const Result<QList<ThreadSummary>>& threads) {
        if (!threads) {
            say(plainQuote(threads.error().detail));
            return;
        }
        QList<PickerEntry> entries;
        for (const ThreadSummary& thread : *threads)
            entries.append({.title = plainQuote(thread.prompt, 70),
                .detail = thread.models.join(u", "_s),
                .hint = tr("%n turns", nullptr, thread.turns) + u" · "_s + when(thread.lastAt),
                .icon = {}});
        auto* picker = new QuickPicker(tr("Open a conversation…"), entries, &m_page);
        connect(picker, &QuickPicker::chosen, this, [this, list = *threads](int entry) {
            whenDone(m_library->thread(list.at(entry).thread), this, [this](const Result<QList<RunRecord>>& runs) {
                if (runs)
                    m_page.openThread(*runs);
                else
                    say(plainQuote(runs.error().detail));
            });
        });
        picker->popup(nullptr);
    });
}

void CompareKeeping::exportThread()
{
    if (m_library == nullptr || m_page.isBlind() || m_page.isRunning() || m_page.conversation().isEmpty())
        return;
    const auto show = [this](const Result<QList<RunRecord>>& runs, const QList<Vote>& votes) {
        if (!runs || runs->isEmpty()) {
            say(tr("There is nothing stored of this conversation yet."));
            return;
        }
        auto* dialog = new ExportDialog(*runs, votes, &m_page);
        dialog->open();
    };
    whenDone(m_library->votes(), this, [this, show](const Result<QList<Vote>>& votes) {
        whenDone(m_library->thread(m_page.conversation().thread()), this,
            [show, votes = votes.value_or(QList<Vote>())](const Result<QList<RunRecord>>& runs) { show(runs, votes); });
    });
}

void CompareKeeping::copyCurl(LaneView* lane)
{
    const auto& curl = m_page.services().support.curl;
    if (!curl || lane->turn() < 0)
        return;
    const Result<QString> command = curl(m_page.requestFor(lane, lane->turn()), lane->model());
    if (command)
        QGuiApplication::clipboard()->setText(*command);
    say(command ? tr("Copied as curl; your key belongs into $API_KEY.") : plainQuote(command.error().detail));
}

} // namespace assay
