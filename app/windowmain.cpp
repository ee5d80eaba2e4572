// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/comparerun.h"
#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "app/dailybackup.h"
#include "app/modelchoices.h"
#include "app/profile.h"
#include "app/spendreader.h"
#include "app/unixsignals.h"
#include "app/windowcompare.h"
#include "app/windowgateway.h"
#include "app/windowhistory.h"
#include "app/windowinsights.h"
#include "app/windowmodels.h"
#include "app/windownotices.h"
#include "app/windowproviders.h"
#include "app/windowsession.h"
#include "app/windowspend.h"
#include "app/windowwhatif.h"
#include "core/support/whendone.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/enginesession.h"
#include "ui/shell/mainwindow.h"
#include "ui/text/translations.h"
#include "ui/widgets/actionregistry.h"

#include <kdsingleapplication.h>

#include <QAction>
#include <QApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QScopeGuard>
#include <QSettings>
#include <QTimer>

#include <algorithm>
#include <array>
#include <ctime>

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QStringList samplePrompts()
{
    return {demoPrompt(),
        u"Our webhook worker sometimes handles the same payment event twice. Give me the smallest safe change in Postgres and Python, and compare the options in a short table."_s,
        u"Explain to a new colleague why our shop shows prices with tax in Austria and without tax in New York. Then list what to check when a customer asks."_s};
}

QList<ModelChoice> choicesOf(const QList<OfferedModel>& models)
{
    QList<ModelChoice> out;
    for (const auto& model : models)
        out.append({.ref = model.ref,
            .name = model.name,
            .provider = model.endpoint.name,
            .endpoint = model.endpoint,
            .mayReason = model.known && model.known->capabilities.contains(u"reasoning"_s),
            .contextTokens = model.known ? model.known->contextTokens : std::nullopt});
    return out;
}

QList<ModelRef> refsOf(const QStringList& names)
{
    QList<ModelRef> out;
    for (const auto& name : names)
        out.append(ModelRef::parse(name));
    return out;
}

QStringList namesOf(const QList<ModelRef>& refs)
{
    QStringList out;
    for (const auto& ref : refs)
        out.append(ref.toString());
    return out;
}

ThemeChoice themeOf(const std::string& name)
{
    if (name == "light")
        return ThemeChoice::Light;
    return name == "dark" ? ThemeChoice::Dark : ThemeChoice::System;
}

QString nameOf(ThemeChoice theme)
{
    switch (theme) {
    case ThemeChoice::Light: return u"light"_s;
    case ThemeChoice::Dark: return u"dark"_s;
    case ThemeChoice::System: break;
    }
    return u"system"_s;
}

constexpr std::array<std::pair<NoticeDetail, QLatin1StringView>, 3> kNoticeNames{
    {{NoticeDetail::Off, "off"_L1}, {NoticeDetail::Plain, "plain"_L1}, {NoticeDetail::Names, "names"_L1}}};

DesktopChoices choicesIn(const QSettings& settings, const CommandLine& line)
{
    DesktopChoices choices{.contrast = line.contrast || settings.value("contrast").toBool(),
        .textPercent
        = std::clamp(line.textSize > 0 ? line.textSize : settings.value("text-size", 100).toInt(), 50, 300)};
    for (const auto& [detail, name] : kNoticeNames) {
        if (settings.value("notices").toString() == name)
            choices.notices = detail;
    }
    return choices;
}

void keepChoices(QSettings& settings, const DesktopChoices& choices)
{
    settings.setValue("contrast", choices.contrast);
    settings.setValue("text-size", choices.textPercent);
    for (const auto& [detail, name] : kNoticeNames) {
        if (choices.notices == detail)
            settings.setValue("notices", QString(name));
    }
}

std::optional<QSize> sizeOf(const std::string& text)
{
    const auto parts = QString::fromStdString(text).split(u'x');
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    return parts.size() == 2 && size.width() >= 320 && size.height() >= 240 ? std::optional(size) : std::nullopt;
}

void savePicture(MainWindow& window, const QString& path)
{
    const bool written = saveScreenshot(&window, path);
    if (!written)
        out::error(u"The picture %1 cannot be written."_s.arg(path));
    QApplication::exit(written ? kDone : kFailed);
}

/// Leaves a picture of a page, of Compare after a sample comparison; for the documentation.
void takeScreenshot(MainWindow& window, const QString& pageId, const QString& path)
{
    if (pageId != "page.compare"_L1) {
        // Long enough for local servers and the keyring to have answered.
        QTimer::singleShot(2000, &window, [&window, path] { savePicture(window, path); });
        return;
    }
    auto* page = window.comparePage();
    QObject::connect(page, &ComparePage::runFinished, &window,
        [&window, path] { QTimer::singleShot(300, &window, [&window, path] { savePicture(window, path); }); });
    QTimer::singleShot(0, page, [page] { page->ask(demoPrompt()); });
}

/// Starting reads the catalogue and builds pages; what that needed for a moment would stay with the process.
void giveMemoryBack()
{
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

/// What this process holds in memory now, in kB: all of it, shared pages by their share, and its own alone.
void printMemory()
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (!file.open(QIODevice::ReadOnly))
        return; // not Linux
    qint64 own = 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        const QByteArray name = line.left(line.indexOf(':'));
        const qint64 kilobytes = line.mid(name.size() + 1).simplified().split(' ').value(0).toLongLong();
        if (name == "Rss")
            out::line(u"rss_kb %1"_s.arg(kilobytes));
        else if (name == "Pss")
            out::line(u"pss_kb %1"_s.arg(kilobytes));
        else if (name == "Private_Clean" || name == "Private_Dirty")
            own += kilobytes;
    }
    out::line(u"private_kb %1"_s.arg(own));
}

/// Prints how long after `ASSAY_STARTED_NS` (steady clock, set by the benchmark that starts us) the window was painted.
class FirstPaint : public QObject
{
public:
    FirstPaint(QWidget* window, qint64 startedNs)
        : QObject(window)
        , m_startedNs(startedNs)
    {
        window->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            QTimer::singleShot(0, this, [this] { // after this paint has reached the screen's buffer
                timespec now = {};
                ::clock_gettime(CLOCK_MONOTONIC, &now);
                const qint64 ns = now.tv_sec * 1'000'000'000LL + now.tv_nsec;
                out::line(u"first_paint_us %1"_s.arg((ns - m_startedNs) / 1000));
                printMemory();
                QApplication::exit();
            });
        }
        return false;
    }

private:
    qint64 m_startedNs;
};

QString instanceName(const QString& profile)
{
    const auto digest = QCryptographicHash::hash(profile.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return u"assay-"_s + QString::fromLatin1(digest);
}

} // namespace

int runWindow(int& argc, char* argv[], const CommandLine& line)
{
    const QApplication application(argc, argv);
    const Translations translations(line.languages());
    if (line.rightToLeft)
        QApplication::setLayoutDirection(Qt::RightToLeft);
    QApplication::setDesktopFileName(u"dev.assay.Assay"_s);
    const auto size = line.windowSize.empty() ? std::optional(QSize()) : sizeOf(line.windowSize);
    if (!size) {
        out::error(
            u"--size '%1' is not WIDTHxHEIGHT, for example 1280x800."_s.arg(QString::fromStdString(line.windowSize)));
        return kUsage;
    }
    const auto profile = openProfile(QString::fromStdString(line.profile));
    if (!profile) {
        out::error(profile.error());
        return kFailed;
    }
    KDSingleApplication single(instanceName(*profile));
    if (!single.isPrimaryInstance()) {
        single.sendMessage("show");
        out::note(u"Assay is already open with this profile; its window comes to the front."_s);
        return kDone;
    }

    return withServices(line, [&](Composition& services) -> int {
        QSettings settings(*profile + u"/window.ini"_s, QSettings::IniFormat);
        const auto models = usableModels(services, OfferedModels::Usable);
        WindowServices window;
        window.makeSession = [&services] { return std::make_unique<EngineSession>(&services.engine()); };
        window.models = choicesOf(models);
        window.initialLanes = refsOf(settings.value("line-up", demoModels()).toStringList());
        window.samplePrompts = samplePrompts();
        window.project = u"Sample"_s; // a name in the ledger, not a word: the same in every language
        window.theme = themeOf(line.theme.empty() ? settings.value("theme").toString().toStdString() : line.theme);
        window.choices = choicesIn(settings, line);
        window.profile = *profile;
        WindowCompare compare(services);
        window.compare = compare.support();
        WindowProviders providers(services);
        window.providers = &providers;
        WindowHistory history(services);
        window.history = &history;
        WindowInsights insights(services);
        window.insights = &insights;
        WindowModels catalogue(services);
        window.catalogue = &catalogue;
        WindowSpend spendPage(services.history(), services.clock());
        window.spend = &spendPage;
        WindowGateway gateway(services);
        window.gateway = &gateway;
        WindowWhatIf whatIf(services);
        window.whatIf = &whatIf;
        const auto mainWindow = makeMainWindow(std::move(window));
        QObject::connect(mainWindow.get(), &MainWindow::lineUpChanged, &services.engine(),
            [&settings](const QList<ModelRef>& lanes) { settings.setValue("line-up", namesOf(lanes)); });
        QObject::connect(mainWindow.get(), &MainWindow::themeChosen, &services.engine(),
            [&settings](ThemeChoice theme) { settings.setValue("theme", nameOf(theme)); });
        QObject::connect(mainWindow.get(), &MainWindow::choicesChanged, &services.engine(),
            [&settings](const DesktopChoices& choices) { keepChoices(settings, choices); });
        const auto toFront = [&mainWindow] {
            mainWindow->show();
            mainWindow->raise();
            mainWindow->activateWindow();
        };
        QObject::connect(&single, &KDSingleApplication::messageReceived, mainWindow.get(), toFront);
        WindowNotices notices(mainWindow->windowIcon());
        QObject::connect(mainWindow.get(), &MainWindow::noticeWanted, &notices, &WindowNotices::show);
        QObject::connect(&notices, &WindowNotices::activated, mainWindow.get(), toFront);
        SpendReader spend(services.history(), services.clock());
        QObject::connect(&spend, &SpendReader::totals, mainWindow.get(),
            [&](const SpendTotal& today, const SpendTotal& month, QDate day) {
                mainWindow->setSpend({.today = today, .month = month, .date = day});
            });
        QObject::connect(&services.history(), &HistoryStore::budgetCrossed, mainWindow.get(),
            [&](const BudgetAlert& alert) { mainWindow->setRemark(alertSentence(alert)); });
        services.recorder().setFailureListener([window = mainWindow.get()](const QString& why) {
            QMetaObject::invokeMethod(
                window,
                [window, why] {
                    window->setRemark(QCoreApplication::translate(
                        "assay::Window", "Not saved yet, kept in memory and tried again: %1")
                            .arg(why));
                },
                Qt::QueuedConnection);
        });
        const auto silence = qScopeGuard([&services] { services.recorder().setFailureListener({}); });
        const UnixSignals stops;
        QObject::connect(&stops, &UnixSignals::stopRequested, mainWindow.get(), &QWidget::close);

        if (const auto started = qEnvironmentVariable("ASSAY_STARTED_NS").toLongLong(); started > 0)
            new FirstPaint(mainWindow.get(), started);
        // Pictures for the documentation neither show nor change what a person has open.
        WindowSession session(*profile);
        if (const auto stored = line.screenshot.empty() ? session.stored() : std::nullopt)
            mainWindow->restore(*stored);
        if (line.screenshot.empty())
            session.follow(*mainWindow);
        const QString pageId = u"page."_s + QString::fromStdString(line.page.empty() ? "compare" : line.page);
        if (auto* open = mainWindow->actions()->find(pageId); open != nullptr && !line.page.empty())
            open->trigger();
        if (!size->isEmpty())
            mainWindow->resize(*size);
        mainWindow->show();
        // A key that was saved, a server that was started: what can be asked is different then.
        QTimer offer;
        offer.setSingleShot(true);
        offer.setInterval(200);
        QObject::connect(&providers, &ProviderService::changed, &offer, qOverload<>(&QTimer::start));
        QObject::connect(&offer, &QTimer::timeout, mainWindow.get(), [&] {
            whenDone(localModels(services), mainWindow.get(), [&](const QList<OfferedModel>& local) {
                mainWindow->setModels(choicesOf(usableModels(services, OfferedModels::Usable) + local));
            });
        });
        // What needs the disk, the keyring or the network waits until the window stands: a keyring without a session
        // bus starts a process for every question.
        QTimer::singleShot(300, mainWindow.get(), [&] {
            spend.refresh();
            providers.refresh();
            history.applyRetention();
            gateway.autostart();
            backUpDaily(&history, *profile);
            giveMemoryBack();
        });
        if (!line.screenshot.empty())
            takeScreenshot(*mainWindow, pageId, QString::fromStdString(line.screenshot));
        return QApplication::exec();
    });
}

} // namespace assay
