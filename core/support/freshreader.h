// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace assay {

/// A thread that reads again and again what is being asked for, so that who asks need not wait for the reading. It
/// sleeps when nobody has asked for a while, and is not started before somebody does.
class FreshReader
{
public:
    struct Pace {
        std::chrono::milliseconds pause{400}; ///< between two readings
        int roundsUnasked = 25; ///< for how many of them it goes on when nobody asks any more
    };

    class Source
    {
    public:
        virtual ~Source() = default;

    protected:
        Source() = default;
        Q_DISABLE_COPY_MOVE(Source)
        /// On the thread of the FreshReader.
        virtual void readAgain() = 0;

    private:
        friend class FreshReader;
        std::atomic<bool> m_wasAsked = false;
        int m_roundsLeft = 0; // of the reader's thread
    };

    FreshReader()
        : FreshReader(Pace())
    {
    }
    explicit FreshReader(Pace pace)
        : m_pace(pace)
    {
    }
    ~FreshReader(); ///< no source may be left
    Q_DISABLE_COPY_MOVE(FreshReader)

    void add(Source& source);
    /// Waits while the source is being read; not to be called by its reading.
    void remove(Source& source);
    /// Somebody asks for the source. Any thread.
    void asked(Source& source);

private:
    void loop();
    bool wasAnyAsked() const;
    bool readAll();

    Pace m_pace;
    std::mutex m_reading; ///< held while sources are read; taken before m_mutex
    std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_wake;
    std::vector<Source*> m_sources;
    std::thread m_thread;
    bool m_isStopping = false;
    std::atomic<bool> m_isAsleep = false;
};

} // namespace assay
