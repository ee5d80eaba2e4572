// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/eventdispatcher.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QHash>
#include <QSocketNotifier>
#include <QThread>
#include <QTimerEvent>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace assay {

namespace {

constexpr int kMostRounds = 4;
// What goes out waits for the end of the turn (TurnEnd): nobody's answer shall wait for more others than this.
constexpr std::size_t kMostSockets = 32;
constexpr std::array kTypes = {QSocketNotifier::Read, QSocketNotifier::Write, QSocketNotifier::Exception};
constexpr std::array<quint32, 3> kInterest = {EPOLLIN, EPOLLOUT, EPOLLPRI};
// An error or a hang-up is for whoever waits for anything.
constexpr std::array<quint32, 3> kMeaning
    = {EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR, EPOLLOUT | EPOLLHUP | EPOLLERR, EPOLLPRI | EPOLLHUP | EPOLLERR};

auto now()
{
    return std::chrono::steady_clock::now();
}

bool isEmpty(const std::array<QSocketNotifier*, 3>& notifiers)
{
    return std::ranges::all_of(notifiers, [](auto* notifier) { return !notifier; });
}

class EpollDispatcher final : public QAbstractEventDispatcherV2
{
public:
    EpollDispatcher();
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier* notifier) override;
    void unregisterSocketNotifier(QSocketNotifier* notifier) override;

    void registerTimer(Qt::TimerId id, Duration interval, Qt::TimerType type, QObject* object) override;
    bool unregisterTimer(Qt::TimerId id) override;
    bool unregisterTimers(QObject* object) override;
    QList<TimerInfoV2> timersForObject(QObject* object) const override;
    Duration remainingTime(Qt::TimerId id) const override;

    void wakeUp() override;
    void interrupt() override;

    /// Whether the kernel gave what is needed.
    bool isValid() const { return m_epoll >= 0 && m_wake >= 0; }

private:
    using TimePoint = std::chrono::steady_clock::time_point;
    struct Timer {
        Qt::TimerId id;
        Duration interval;
        Qt::TimerType type;
        QObject* object = nullptr;
    };
    using Timers = std::multimap<TimePoint, Timer>; // by when they are due
    struct Watch {
        std::array<QSocketNotifier*, 3> notifiers{}; // by QSocketNotifier::Type
        quint32 told = 0; ///< what the kernel was told to look for
        bool isNew = true; ///< its number may be that of another socket by now
        bool isListed = false; ///< in m_changed
    };

    void noteChange(int socket, Watch& watch);
    void tellKernel();
    void tellKernel(int socket, Watch& watch);
    int wait(bool mayBlock);
    bool takeWakeUps(int count);
    bool activateSockets();
    bool activateTimers();

    int m_epoll = -1;
    int m_wake = -1; // an eventfd, for other threads
    QHash<int, Watch> m_watches;
    std::vector<int> m_changed;
    std::vector<QSocketNotifier*> m_ready; // of this turn; emptied of what is unregistered meanwhile
    Timers m_timers;
    QHash<Qt::TimerId, Timers::iterator> m_timerOf;
    bool m_wanted = false; // this thread has posted events to itself
    std::atomic<bool> m_signalled = false; // the eventfd holds something
    std::atomic<bool> m_interrupted = false;
};

EpollDispatcher::EpollDispatcher()
    : m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event{.events = EPOLLIN, .data = {.fd = m_wake}};
    if (isValid() && epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event) != 0) {
        close(m_epoll);
        m_epoll = -1;
    }
}

EpollDispatcher::~EpollDispatcher()
{
    for (const int descriptor : {m_epoll, m_wake}) {
        if (descriptor >= 0)
            close(descriptor);
    }
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted = false;
    Q_EMIT awake();
    // What events post is often the next step of the same call: no reason to ask the kernel in between.
    for (int round = 0; round < kMostRounds && (round == 0 || m_wanted); ++round) {
        m_wanted = false;
        QCoreApplication::sendPostedEvents();
    }
    const bool mayBlock = flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_wanted && !m_interrupted;
    if (mayBlock)
        Q_EMIT aboutToBlock();
    bool done = takeWakeUps(wait(mayBlock));
    if (!flags.testFlag(QEventLoop::ExcludeSocketNotifiers))
        done = activateSockets() || done;
    m_ready.clear();
    if (!flags.testFlag(QEventLoop::X11ExcludeTimers))
        done = activateTimers() || done;
    return done;
}

int EpollDispatcher::wait(bool mayBlock)
{
    tellKernel();
    int milliseconds = mayBlock ? -1 : 0;
    if (mayBlock && !m_timers.empty()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_timers.begin()->first - now());
        milliseconds = static_cast<int>(std::clamp<qint64>(left.count(), 0, 1 << 30));
    }
    std::array<epoll_event, kMostSockets> events;
    const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), milliseconds);
    int wakeUps = 0;
    for (int i = 0; i < count; ++i) {
        const auto& event = events[static_cast<std::size_t>(i)];
        if (event.data.fd == m_wake) {
            ++wakeUps;
            continue;
        }
        const auto watch = m_watches.constFind(event.data.fd);
        if (watch == m_watches.cend())
            continue;
        for (std::size_t type = 0; type < kTypes.size(); ++type) {
            if (watch->notifiers[type] && (event.events & kMeaning[type]) != 0)
                m_ready.push_back(watch->notifiers[type]);
        }
    }
    return wakeUps;
}

bool EpollDispatcher::takeWakeUps(int count)
{
    if (count == 0)
        return false;
    eventfd_t value = 0;
    [[maybe_unused]] const int done = eventfd_read(m_wake, &value);
    // Only now: whoever found it set until here posted before, and is served before the next wait. The other way round
    // a signal between the two would be read away and the flag stay set, so that nobody wrote again.
    m_signalled = false;
    return true;
}

bool EpollDispatcher::activateSockets()
{
    bool done = false;
    QEvent event(QEvent::SockAct);
    // By index: a slot may unregister notifiers, never add ready ones.
    for (std::size_t i = 0; i < m_ready.size(); ++i) {
        if (QSocketNotifier* notifier = std::exchange(m_ready[i], nullptr)) {
            QCoreApplication::sendEvent(notifier, &event);
            done = true;
        }
    }
    return done;
}

void EpollDispatcher::noteChange(int socket, Watch& watch)
{
    if (!std::exchange(watch.isListed, true))
        m_changed.push_back(socket);
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier* notifier)
{
    const int socket = static_cast<int>(notifier->socket());
    Watch& watch = m_watches[socket];
    watch.notifiers[static_cast<std::size_t>(notifier->type())] = notifier;
    noteChange(socket, watch);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier* notifier)
{
    std::ranges::replace(m_ready, notifier, static_cast<QSocketNotifier*>(nullptr));
    const int socket = static_cast<int>(notifier->socket());
    const auto watch = m_watches.find(socket);
    if (watch == m_watches.end() || watch->notifiers[static_cast<std::size_t>(notifier->type())] != notifier)
        return;
    watch->notifiers[static_cast<std::size_t>(notifier->type())] = nullptr;
    watch->isNew = watch->isNew || isEmpty(watch->notifiers);
    noteChange(socket, *watch);
}

// What changed since the last turn, at once: a notifier that was switched off and on again costs nothing, unless it was
// the only one of its socket.
void EpollDispatcher::tellKernel()
{
    for (const int socket : m_changed) {
        const auto watch = m_watches.find(socket);
        watch->isListed = false;
        tellKernel(socket, *watch);
        if (isEmpty(watch->notifiers))
            m_watches.erase(watch);
    }
    m_changed.clear();
}

void EpollDispatcher::tellKernel(int socket, Watch& watch)
{
    epoll_event event{.events = 0, .data = {.fd = socket}};
    for (std::size_t type = 0; type < kTypes.size(); ++type)
        event.events |= watch.notifiers[type] ? kInterest[type] : 0U;
    if (event.events == 0) {
        // Fails where it was closed, which removed it too.
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, socket, nullptr);
        return;
    }
    if (!watch.isNew && event.events == watch.told)
        return;
    watch.told = event.events;
    watch.isNew = false;
    if (epoll_ctl(m_epoll, EPOLL_CTL_MOD, socket, &event) == 0)
        return;
    if (errno != ENOENT || epoll_ctl(m_epoll, EPOLL_CTL_ADD, socket, &event) != 0)
        qErrnoWarning("socket %d cannot be watched", socket);
}

void EpollDispatcher::registerTimer(Qt::TimerId id, Duration interval, Qt::TimerType type, QObject* object)
{
    const auto due = now() + std::chrono::duration_cast<TimePoint::duration>(interval);
    m_timerOf.insert(id, m_timers.insert({due, {.id = id, .interval = interval, .type = type, .object = object}}));
}

bool EpollDispatcher::unregisterTimer(Qt::TimerId id)
{
    const auto found = m_timerOf.constFind(id);
    if (found == m_timerOf.cend())
        return false;
    m_timers.erase(*found);
    m_timerOf.erase(found);
    return true;
}

bool EpollDispatcher::unregisterTimers(QObject* object)
{
    return std::erase_if(m_timers, [&](const auto& entry) {
        return entry.second.object == object && m_timerOf.remove(entry.second.id);
    }) > 0;
}

auto EpollDispatcher::timersForObject(QObject* object) const -> QList<TimerInfoV2>
{
    QList<TimerInfoV2> out;
    for (const auto& [due, timer] : m_timers) {
        if (timer.object == object)
            out.append({.interval = timer.interval, .timerId = timer.id, .timerType = timer.type});
    }
    return out;
}

auto EpollDispatcher::remainingTime(Qt::TimerId id) const -> Duration
{
    const auto found = m_timerOf.constFind(id);
    return found == m_timerOf.cend() ? Duration(-1) : std::max(Duration((*found)->first - now()), Duration(0));
}

bool EpollDispatcher::activateTimers()
{
    if (m_timers.empty())
        return false;
    const auto moment = now();
    std::vector<Qt::TimerId> due; // each once in a turn, and none that starts meanwhile
    for (auto it = m_timers.begin(); it != m_timers.end() && it->first <= moment; ++it)
        due.push_back(it->second.id);
    for (const auto id : due) {
        const auto found = m_timerOf.constFind(id);
        if (found == m_timerOf.cend() || (*found)->first > moment)
            continue; // stopped, or another one with its number
        auto entry = m_timers.extract(*found);
        const auto next = entry.key() + std::chrono::duration_cast<TimePoint::duration>(entry.mapped().interval);
        entry.key() = next > moment ? next : moment + entry.mapped().interval;
        QObject* object = entry.mapped().object;
        m_timerOf.insert(id, m_timers.insert(std::move(entry)));
        QTimerEvent event(id);
        QCoreApplication::sendEvent(object, &event);
    }
    return !due.empty();
}

void EpollDispatcher::wakeUp()
{
    if (QThread::currentThread() == thread()) {
        m_wanted = true;
        return;
    }
    if (!m_signalled.exchange(true))
        eventfd_write(m_wake, 1);
}

void EpollDispatcher::interrupt()
{
    m_interrupted = true;
    wakeUp();
}

} // namespace

void useEpoll(QThread& thread)
{
    auto dispatcher = std::make_unique<EpollDispatcher>();
    if (dispatcher->isValid())
        thread.setEventDispatcher(dispatcher.release()); // which the thread owns
}

} // namespace assay

#else

namespace assay {

void useEpoll(QThread&) { }

} // namespace assay

#endif
